package io.keypulse.platform;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

@OutlastsCollisions
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 40)
class OutlastsCollisionsInterceptor {
  @AroundInvoke
  Object outlast(InvocationContext call) throws Exception {
    return Collisions.outlast(call::proceed);
  }
}
