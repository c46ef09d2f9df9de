# What bin/bench measures with. Sourced, not run.

say() { [[ ! -t 2 ]] || echo "$* …" >&2; }

# median | least–most of the numbers on standard input
median() { sort -g | awk '{a[NR]=$1} END {print NR % 2 ? a[(NR+1)/2] : (a[NR/2]+a[NR/2+1])/2}'; }
spread() { sort -g | awk 'NR==1 {low=$1} {high=$1} END {printf "%s–%s", low, high}'; }
calc() { awk -v f="${2:-%.2f}" "BEGIN {printf f, $1}"; }

free_port() {
    local port
    for _ in $(seq 50); do
        port=$((20000 + RANDOM % 12000))
        (exec 3<> "/dev/tcp/127.0.0.1/$port") 2> /dev/null || { echo $port; return; }
    done
    return 1
}

# ticks PID — user and system time so far, in hundredths of a second
ticks() {
    local stat
    read -r stat < "/proc/$1/stat"
    # shellcheck disable=SC2086
    set -- ${stat##*) }
    echo $((${12} + ${13}))
}

# load PID URL [SECONDS [CONNECTIONS]] — "microseconds of CPU a request, requests a second" of the server with that pid
load() {
    local before after out
    before=$(ticks "$1")
    out=$(taskset -c 1 wrk -t1 -c"${4:-32}" -d"${3:-$seconds}s" --timeout 30s -H 'Accept-Encoding: gzip' "$2")
    after=$(ticks "$1")
    if grep -q 'Non-2xx' <<< "$out"; then
        echo "bin/bench: $2: $(grep 'Non-2xx' <<< "$out")" >&2
        return 1
    fi
    awk -v t=$((after - before)) -v hz="$(getconf CLK_TCK)" '/requests in/ {n=$1} /Requests\/sec/ {rps=$2} END {printf "%.2f %.0f\n", n ? t / hz * 1e6 / n : 0, rps}' <<< "$out"
}

# seed NAME POSTS BLOGS — an installation in $work/NAME; its speed is left in $posts_a_second
seed() {
    local begun=$EPOCHREALTIME
    "$spalt" seed --posts "$2" --blogs "$3" --data "$work/$1" "${texts[@]}" > "$work/$1.log" 2>&1 || { tail -n 3 "$work/$1.log" >&2; return 1; }
    posts_a_second=$(calc "$2 / ($EPOCHREALTIME - $begun)" %.0f)
}

# serve NAME [SETTING=VALUE …] — starts the server on $work/NAME; leaves $server (its pid), $at (its address), $started_in (seconds).
# It has core 0 for itself, unless $pin is empty.
pin=(taskset -c 0)
serve() {
    local name=$1 begun port
    shift
    port=$(free_port)
    at=http://127.0.0.1:$port
    begun=$EPOCHREALTIME
    env "$@" "${pin[@]}" "$spalt" serve --data "$work/$name" --urls "$at" > "$work/$name-server.log" 2>&1 &
    server=$!
    pids+=("$server")
    until (exec 3<> "/dev/tcp/127.0.0.1/$port") 2> /dev/null && curl -sf -o /dev/null "$at/"; do
        kill -0 "$server" || { tail -n 5 "$work/$name-server.log" >&2; return 1; }
        (( ${EPOCHREALTIME%.*} - ${begun%.*} < 60 )) || { echo "bin/bench: the server did not start" >&2; return 1; }
        sleep 0.01
    done
    started_in=$(calc "$EPOCHREALTIME - $begun")
}

stop() {
    kill "$1"
    wait "$1" || true
    for i in "${!pids[@]}"; do [[ ${pids[i]} != "$1" ]] || unset "pids[i]"; done
}

# beside_nginx FILE — nginx serves that file and its .gz as well as it can; leaves $nginx (the worker's pid) and $nginx_at
beside_nginx() {
    local port dir=$work/nginx
    port=$(free_port)
    mkdir -p "$dir/tmp"
    chmod 755 "$dir"
    cat > "$dir/nginx.conf" << C
daemon off; worker_processes 1; pid $dir/pid; error_log $dir/error.log; $( ((EUID)) || echo "user www-data;")
events { worker_connections 1024; }
http { include /etc/nginx/mime.types; access_log off; sendfile on; keepalive_requests 1000000; gzip_static on;
  open_file_cache max=1000; open_file_cache_valid 60s; client_body_temp_path $dir/tmp; proxy_temp_path $dir/tmp;
  fastcgi_temp_path $dir/tmp; uwsgi_temp_path $dir/tmp; scgi_temp_path $dir/tmp;
  server { listen 127.0.0.1:$port; root $work/html; } }
C
    taskset -c 0 nginx -e "$dir/error.log" -c "$dir/nginx.conf" &
    pids+=("$!")
    nginx_at=http://127.0.0.1:$port
    for _ in $(seq 500); do
        ! curl -sf -o /dev/null "$nginx_at/$1" || break
        sleep 0.01
    done
    nginx=$(pgrep -P "$!")
}

# row WHAT BAR MEASURED DETAIL — one line of the table
results=()
row() {
    results+=("| $1 | $2 | $3 | $4 |")
    printf '%-66s %-22s %-12s %s\n' "$1" "bar $2" "$3" "$4"
}
