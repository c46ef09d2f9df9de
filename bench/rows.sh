# The rows of bin/bench's table, in the order of the bars. Sourced, not run.

frozen_front() {
    local i ours=() theirs=() fast=() nfast=() cpu rps
    serve one
    mkdir -p "$work/html"
    curl -sf "$at/blogg-1/" > "$work/html/front.html"
    curl -sf -H 'Accept-Encoding: gzip' "$at/blogg-1/" > "$work/html/front.html.gz"
    chmod -R a+rX "$work/html"
    beside_nginx front.html
    load "$server" "$at/blogg-1/" "$warm" > /dev/null # until the compiler is done
    for ((i = 0; i < rounds; i++)); do
        read -r cpu rps < <(load "$nginx" "$nginx_at/front.html"); theirs+=("$cpu"); nfast+=("$rps")
        read -r cpu rps < <(load "$server" "$at/blogg-1/"); ours+=("$cpu"); fast+=("$rps")
    done
    stop "$server"
    local a b c d
    a=$(printf '%s\n' "${ours[@]}" | median) b=$(printf '%s\n' "${theirs[@]}" | median)
    c=$(printf '%s\n' "${fast[@]}" | median) d=$(printf '%s\n' "${nfast[@]}" | median)
    row "frozen blog front, gzip: CPU a request" "≤ 1.3 × nginx" "$(calc "$a / $b") ×" \
        "$a µs ($(printf '%s\n' "${ours[@]}" | spread)), nginx $b µs ($(printf '%s\n' "${theirs[@]}" | spread)), $(stat -c %s "$work/html/front.html.gz") bytes"
    row "the same: requests a second on one core" "≥ 0.75 × nginx" "$(calc "$c / $d") ×" "$c, nginx $d"
}

# cost PATH — median CPU of an unfrozen page in µs, of the running server; the spread is left in $cost_spread
cost() {
    local i all=() cpu rps
    load "$server" "$at$1" "$warm" 4 > /dev/null # until the compiler is done
    for ((i = 0; i < rounds; i++)); do
        read -r cpu rps < <(load "$server" "$at$1" "$seconds" 4)
        all+=("$cpu")
    done
    cost_spread=$(printf '%s\n' "${all[@]}" | spread)
    cost=$(printf '%s\n' "${all[@]}" | median)
}

unfrozen_pages() {
    local wp_front=53000 wp_feed=75000 from="recorded for WordPress 6.1"
    if [[ $peers && -f $shared/peer-wordpress.sh ]]; then
        say "Installing and seeding WordPress"
        if ANCHORS=$work bash "$shared/peer-wordpress.sh" > "$work/wordpress.log" 2>&1; then
            from="WordPress measured now"
            read -r wp_front wp_feed < <(ANCHORS=$work bash "$shared/measure.sh" -f tsv -d 10 -p "$(ANCHORS=$work bash "$shared/peer-wordpress.sh" pids)" \
                "$(sed -n 1p "$work/wordpress/urls")" "$(sed -n 3p "$work/wordpress/urls")" | awk -F'\t' 'NR>1 {printf "%.0f ", $7} END {print ""}')
        else
            echo "bin/bench: WordPress did not start: $(tail -n 1 "$work/wordpress.log")" >&2
        fi
        ANCHORS=$work bash "$shared/peer-wordpress.sh" stop > /dev/null || true
    fi
    serve one Spalt__PageCache__Enabled=false
    cost /blogg-1/
    row "unfrozen blog front, ten whole posts: CPU a request" "≤ 1/60 WordPress" "1/$(calc "$wp_front / $cost" %.0f)" "$cost µs ($cost_spread), $from $wp_front µs"
    cost /blogg-1/feed/
    row "unfrozen feed" "≤ 1/100 WordPress" "1/$(calc "$wp_feed / $cost" %.0f)" "$cost µs ($cost_spread), $from $wp_feed µs"
    stop "$server"
}

deep_page() {
    local near
    serve one Spalt__PageCache__Enabled=false
    cost /blogg-1/page/2/
    near=$cost
    cost /blogg-1/page/900/
    row "/page/900/ against /page/2/ of 10,000 posts, unfrozen" "≤ 2 ×" "$(calc "$cost / $near") ×" "$cost µs, $near µs"
    stop "$server"
}

freshness() {
    local i before after begun shows=0 file=$work/new.html
    serve one
    for ((i = 1; i <= 10; i++)); do # a like each on ten posts; every one must be in the very next answer
        before=$(curl -sf "$at/blogg-1/" | sha256sum)
        curl -sf -o /dev/null -X POST "$at/-/posts/$(curl -sf "$at/blogg-1/" | grep -oE '/-/posts/[0-9]+/like' | sed -n "${i}p" | cut -d/ -f4)/like"
        after=$(curl -sf "$at/blogg-1/" | sha256sum)
        [[ $before == "$after" ]] || ((++shows))
    done
    row "a like shows on the next read" "always" "$shows of 10" "through the page cache"
    echo '<html><body><article class="hentry"><h2 class="entry-title">Alldeles nytt inlägg</h2><time class="published" datetime="2099-01-01T00:00:00Z"></time><div class="entry-content"><p>Ett stycke om bussen som går i tid.</p></div></article></body></html>' > "$file"
    sed -i "s/2099-01-01T00:00:00Z/$(date -u +%FT%TZ)/" "$file"
    "$spalt" import page "$file" --blog blogg-1 --author "Skribent 1" --data "$work/one" > /dev/null
    begun=$EPOCHREALTIME
    until curl -sf "$at/blogg-1/" | grep -q 'Alldeles nytt'; do
        (( ${EPOCHREALTIME%.*} - ${begun%.*} < 10 )) || break
        sleep 0.01
    done
    row "a new post by another program shows after" "≤ 1 s" "$(calc "$EPOCHREALTIME - $begun") s" "imported by the command line while the server runs"
    stop "$server"
}

importing() {
    seed import "$imported" 100
    row "importing $imported posts" "≥ 5,000 a second" "$posts_a_second" "posts a second"
    rm -rf "$work/import"
}

# start_time LABEL NAME [SECONDS OF THE SMALL ONE]
start_time() {
    local i all=() median pin=() # as an operator starts it
    for i in 1 2 3 4 5 6 7; do
        serve "$2"
        all+=("$started_in")
        stop "$server"
    done
    median=$(printf '%s\n' "${all[@]}" | median)
    small_start=${3:-$median}
    row "start to first 200 at $1 posts" "$([[ ${3-} ]] && echo "≤ 1.3 × the small" || echo "≤ 1.0 s")" \
        "$([[ ${3-} ]] && calc "$median / $3" && echo " ×" || echo "$median s")" "$median s ($(printf '%s\n' "${all[@]}" | spread))"
}

# pages — a front, a post, a month, a tag and the network's front, of the running server
pages() {
    local post tag
    post=$(curl -sf "$at/blogg-1/" | grep -oE '/blogg-1/[0-9]{4}/[0-9]{2}/[0-9]{2}/[^"/?#]+/' | head -n 1)
    tag=$(curl -sf "$at$post" | grep -oE '/blogg-1/tag/[^"/]+/' | head -n 1)
    echo /blogg-1/ "$post" "$(cut -d/ -f1-4 <<< "$post")/" "$tag" /
}

# Both servers stand beside each other and are asked in turn: a machine is not as fast now as it was ten minutes ago.
at_scale() {
    local names=(front post month tag "network front") i round cpu rps few few_at few_pages many_pages small large_ones
    serve hundred Spalt__PageCache__Enabled=false
    few=$server few_at=$at
    read -ra few_pages < <(pages)
    serve large Spalt__PageCache__Enabled=false
    read -ra many_pages < <(pages)
    for i in "${!names[@]}"; do
        small=() large_ones=()
        load "$few" "$few_at${few_pages[i]}" "$warm" 4 > /dev/null # until the compiler is done
        load "$server" "$at${many_pages[i]}" "$warm" 4 > /dev/null
        for ((round = 0; round < rounds; round++)); do
            read -r cpu rps < <(load "$few" "$few_at${few_pages[i]}" "$seconds" 4); small+=("$cpu")
            read -r cpu rps < <(load "$server" "$at${many_pages[i]}" "$seconds" 4); large_ones+=("$cpu")
        done
        row "unfrozen ${names[i]} at $large posts against 10,000" "≤ 1.3 ×" "$(calc "$(printf '%s\n' "${large_ones[@]}" | median) / $(printf '%s\n' "${small[@]}" | median)") ×" \
            "$(printf '%s\n' "${large_ones[@]}" | median) µs ($(printf '%s\n' "${large_ones[@]}" | spread)), small $(printf '%s\n' "${small[@]}" | median) µs ($(printf '%s\n' "${small[@]}" | spread))"
    done
    stop "$few"
    stop "$server"
}

memory() {
    serve large
    local blogs=$((large / 100))
    cat > "$work/readers.lua" << L
request = function() return wrk.format("GET", "/blogg-" .. math.random(1, $blogs) .. "/") end
L
    taskset -c 1 wrk -t1 -c32 -d"${soak}s" -s "$work/readers.lua" -H 'Accept-Encoding: gzip' "$at" > /dev/null
    row "resident memory after $soak s of load on all blogs at $large posts" "≤ 250 MB" \
        "$(awk '/^VmRSS/ {printf "%.0f", $2 / 1024}' "/proc/$server/status") MB" "fronts of $blogs blogs by chance"
    stop "$server"
}

report() {
    {
        echo "# Measured by bin/bench"
        echo
        echo "$(date -u +%F), $(nproc) × $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(uname -sr), load $(cut -d' ' -f1-3 /proc/loadavg)."
        echo "Medians of $rounds rounds of $seconds s, least–most in brackets. Commit $(git -C "$root" rev-parse --short HEAD 2> /dev/null || echo unknown)."
        echo
        echo "| what | bar | measured | detail |"
        echo "| --- | --- | --- | --- |"
        printf '%s\n' "${results[@]}"
    } > "$root/bench/results.md"
}
