#!/bin/bash
# Exit code 0 if the service of this container says that it is ready. Bash speaks TCP by itself; the
# image has neither curl nor wget.
exec 3<>"/dev/tcp/127.0.0.1/$QUARKUS_HTTP_PORT" || exit 1
printf 'GET /q/health/ready HTTP/1.0\r\nHost: localhost\r\n\r\n' >&3
read -r _ status _ <&3
[ "$status" = 200 ]
