# Sourced by mvnw: Keypulse is built and run by a JDK 25 or newer, also where the default java is older.

jdk_major() { sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null || true; }
is_jdk_25() { [ -x "$1/bin/javac" ] && [ "$(jdk_major "$1")" -ge 25 ] 2>/dev/null; }

set +f
java_on_path=$(command -v javac 2>/dev/null || true)
[ -z "$java_on_path" ] || java_on_path=$(dirname "$(dirname "$(readlink -f "$java_on_path")")")
if ! is_jdk_25 "${JAVA_HOME:-$java_on_path}"; then
  found=
  for candidate in "$java_on_path" /usr/lib/jvm/* /usr/java/* /opt/*jdk* /opt/java/* "$HOME"/.jdks/* \
    "$HOME"/.sdkman/candidates/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if is_jdk_25 "$candidate"; then
      found=$candidate
      break
    fi
  done
  if [ -z "$found" ]; then
    echo "Keypulse needs a JDK 25 or newer and found none: install one (for example Eclipse Temurin 25) or set JAVA_HOME to it." >&2
    exit 1
  fi
  echo "Keypulse uses the JDK in $found." >&2
  JAVA_HOME=$found
  export JAVA_HOME
fi
set -f
