package io.keypulse.platform;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.Status;

@AsSystem
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 50)
class AsSystemInterceptor {
  @Inject CurrentViewer viewer;

  @AroundInvoke
  Object asSystem(InvocationContext call) throws Exception {
    if (viewer.isSystem()) {
      return call.proceed();
    }
    if (QuarkusTransaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
      throw new IllegalStateException(
          call.getMethod() + " acts as system and cannot join a viewer's transaction");
    }
    return viewer.asSystem(call::proceed);
  }
}
