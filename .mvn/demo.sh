# Sourced by mvnw: "./mvnw -Pdemo" builds quietly, then becomes the demo, so that its words, exit code and Ctrl-C are its own.

if [ "$*" = -Pdemo ]; then
  echo "Building the demo; the first time takes a few minutes." >&2
  JAVA_HOME=${JAVA_HOME:-$java_on_path} "$0" -q -Pdemo package || exit
  exec "${JAVA_HOME:-$java_on_path}/bin/java" -jar "$(dirname "$0")/target/demo/quarkus-app/quarkus-run.jar"
fi
