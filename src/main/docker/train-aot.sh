#!/bin/sh
# Trains the JVM's AOT cache with real requests to the packaged application: imports, GraphQL, a wave, its mail, its
# answer page. The demo build lends PostgreSQL, a mail server and an OpenID provider. The cache fits only the JDK and
# the very files it was trained with.
#
#   ./mvnw package && ./mvnw package -Pdemo
#   src/main/docker/train-aot.sh target/quarkus-app target/demo/quarkus-app target/app.aot
#   java @src/main/docker/jvm.options -XX:AOTCache=target/app.aot -jar target/quarkus-app/quarkus-run.jar
set -eu
if [ $# -ne 3 ]; then
  echo "usage: $0 APPLICATION-FOLDER DEMO-FOLDER CACHE-FILE" >&2
  exit 2
fi
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Djava.util.logging.manager=org.jboss.logmanager.LogManager \
  -cp "$2/quarkus-run.jar" io.keypulse.demo.AotTraining "$1/quarkus-run.jar" "$(dirname "$0")/jvm.options" "$3"
