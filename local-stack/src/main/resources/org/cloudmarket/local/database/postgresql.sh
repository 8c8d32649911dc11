# Runs PostgreSQL for as long as standard input stays open: whoever started this holds its other
# end, and however that process ends, the server is stopped in an orderly way.
#
#   postgresql.sh BIN DATA [PREFIX...]
#
# BIN: the folder of initdb and postgres; PREFIX: put before each command, to shed root. DATA holds
#
#   cluster                the tables; made if it is not there
#   postgresql.conf        the settings
#   pg_hba.conf            who may connect
#   new-cluster.sql        statements for the superuser of a new cluster
#   every-start.sql        those of one that is there, before the server starts
#   old-database-NAME.sql  those for the database NAME of one in which he owned everything
bin=$1
data=$2
shift 2

# Whether the roles own their databases is told by a file in the cluster.
owned=market.owned

# Runs statements as the superuser, who can connect in no other way: single CLUSTER FILE DATABASE
# [PREFIX...]. It stops at the first that fails, and logs none: there are passwords in them.
single() {
  in=$1
  statements=$2
  database=$3
  shift 3
  "$@" "$bin/postgres" --single -D "$in" -c config_file="$data/postgresql.conf" \
    -c hba_file="$data/pg_hba.conf" -c exit_on_error=on -c log_min_error_statement=panic \
    "$database" <"$data/$statements" >/dev/null || exit 1
}

cluster=$data/cluster
if [ ! -d "$cluster" ]; then
  # Made under another name first: a folder that is there is whole.
  rm -rf "$cluster.new"
  "$@" "$bin/initdb" -D "$cluster.new" -U market -A reject -E UTF8 \
    --locale=C --locale-provider=builtin --builtin-locale=C.UTF-8 \
    --no-sync --no-instructions || exit 1
  single "$cluster.new" new-cluster.sql postgres "$@"
  : >"$cluster.new/$owned" || exit 1
  mv "$cluster.new" "$cluster" || exit 1
else
  single "$cluster" every-start.sql postgres "$@"
  if [ ! -f "$cluster/$owned" ]; then
    for file in "$data"/old-database-*.sql; do
      name=${file##*/old-database-}
      single "$cluster" "${file##*/}" "${name%.sql}" "$@"
    done
    : >"$cluster/$owned" || exit 1
  fi
fi

# A session of its own, where there is such a command: Ctrl-C in the terminal is for the launcher.
if command -v setsid >/dev/null; then
  set -- setsid "$@"
fi

exec 3<&0
"$@" "$bin/postgres" -D "$cluster" -c config_file="$data/postgresql.conf" \
  -c hba_file="$data/pg_hba.conf" </dev/null 3<&- &
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
