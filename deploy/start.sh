#!/bin/bash
# Becomes the service of this container.

# Where nobody gives it, the password is where the container of the database has put it.
if [ -z "${QUARKUS_DATASOURCE_PASSWORD-}" ] && [ -r /run/cloudmarket/password ]; then
  QUARKUS_DATASOURCE_PASSWORD=$(< /run/cloudmarket/password)
  export QUARKUS_DATASOURCE_PASSWORD
fi

# A JVM for which two collectors are chosen does not start: that of the user's comes first.
case " ${JAVA_TOOL_OPTIONS-} ${JDK_JAVA_OPTIONS-} ${_JAVA_OPTIONS-}" in
*-XX:+Use*GC*) collector=() ;;
*) collector=(-XX:+UseParallelGC) ;;
esac

# Half of the container's memory is heap; the other half is for classes, code and threads. The
# rest is as in ./run.
exec java -XX:MaxRAMPercentage=50 "${collector[@]}" -XX:+ExitOnOutOfMemoryError \
  --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
  -jar quarkus-run.jar "$@"
