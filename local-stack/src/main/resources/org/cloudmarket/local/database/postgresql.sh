# Runs PostgreSQL for as long as standard input stays open: whoever started this holds its other
# end, and however that process ends, the server is stopped in an orderly way.
#
#   postgresql.sh BIN CLUSTER SETTINGS [PREFIX...]
#
# BIN: the folder of initdb and postgres; CLUSTER: the data, made if it is not there; SETTINGS: a
# postgresql.conf; PREFIX: put before each command, to shed root.
bin=$1
cluster=$2
settings=$3
shift 3

if [ ! -d "$cluster" ]; then
  # Made under another name first: a folder that is there is whole.
  rm -rf "$cluster.new"
  "$@" "$bin/initdb" -D "$cluster.new" -U market -A trust -E UTF8 \
    --locale=C --locale-provider=builtin --builtin-locale=C.UTF-8 \
    --no-sync --no-instructions || exit 1
  mv "$cluster.new" "$cluster" || exit 1
fi

# A session of its own, where there is such a command: Ctrl-C in the terminal is for the launcher.
if command -v setsid >/dev/null; then
  set -- setsid "$@"
fi

exec 3<&0
"$@" "$bin/postgres" -D "$cluster" -c config_file="$settings" </dev/null 3<&- &
server=$!

# SIGINT is PostgreSQL's fast shutdown: it breaks off what clients do and checkpoints.
trap 'kill -INT $server' TERM
(
  trap - TERM
  while read -r _; do :; done
  kill -INT $server
) <&3 &
watcher=$!
exec 3<&-

# A trapped signal ends `wait` before the server has ended.
wait $server
status=$?
while kill -0 $server 2>/dev/null; do
  wait $server
  status=$?
done
kill $watcher 2>/dev/null
exit $status
