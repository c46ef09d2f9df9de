# The rows of bin/bench --comments: comments that are taken, each answered when it is on the disk. Sourced, not run.

# comments SECONDS CONNECTIONS PAUSE — "comments a second, 99th percentile in ms, errors" of the running server
comments() {
    SPALT_PAUSE=$3 taskset -c 1 wrk -t1 -c"$2" -d"$1s" --timeout 30s --latency -s "$root/bench/comment.lua" "$at" | outcome
}

# open_blog NAME — the blog seeded there shows comments at once: as its publisher sets it
open_blog() {
    local token
    token=$("$spalt" account setup --data "$work/$1" | grep -o 'token=[^ ]*')
    curl -sf -o /dev/null -c "$work/cookies" "$at/-/setup?$token" \
        --data-urlencode network=Tidningen --data-urlencode name=Utgivaren --data-urlencode email=utgivaren@tidningen.example --data-urlencode 'password=sju gräsänder på taket'
    curl -sf -o /dev/null -b "$work/cookies" "$at/-/network/blogs/blogg-1" -d 'do=regime&regime=Open'
}

# rush_is_fine — that so many comments come at once is no flood
rush_is_fine() {
    curl -sf -o /dev/null -b "$work/cookies" "$at/-/network/comment-rules" \
        -d 'version=0&links-on=yes&links-number=3&repetition-on=yes&repetition-number=10&flood-on=yes&flood-number=10&flood-minutes=10&duplicate-on=yes&duplicate-number=30&classifier-on=yes&classifier-number=70'
}

# reading SECONDS PATH — 99th percentile in ms of somebody who reads the page again and again, from 8 connections. Readers have processors of their own: the
# one that stands for them here does not wait for those of the server where it may go first
reading() {
    local a b c first=()
    ! chrt -f 10 true 2> /dev/null || first=(chrt -f 10)
    read -r a b c < <("${first[@]}" taskset -c 1 wrk -t1 -c8 -d"$1s" --timeout 30s --latency -s "$root/bench/reader.lua" "$at$2" | outcome)
    ((c == 0)) || echo "bin/bench: $2 answered with $c errors" >&2
    echo "$b"
}

# stays_frozen PATH — says so if the page is made anew while comments come in: what is measured would then be something else
stays_frozen() {
    local i made
    made=$(for ((i = 0; i < 100; i++)); do
        curl -sf -o /dev/null -w '%header{cache-status}\n' "$at$1"
        sleep 0.05
    done | grep -vc 'hit$') || true
    ((made <= 1)) || echo "bin/bench: $1 was made anew $made times of 100" >&2
}

outcome() {
    awk 'function ms(x) {return x ~ /us$/ ? x / 1000 : x ~ /ms$/ ? x + 0 : x * 1000}
        $1 == "99%" {p = ms($2)} /Requests\/sec/ {r = $2} /Non-2xx/ {e += $NF} /Socket errors/ {gsub(/,/, ""); e += $4 + $6 + $8 + $10} END {printf "%.1f %.2f %d\n", r, p, e}'
}

# person SECONDS SCRIPT — milliseconds of each comment that people send, three a second, each from an address of their own. SCRIPT: as the
# page's script does it, which asks when they began; nothing: as a browser does without one
person() {
    local i until=$((SECONDS + $1)) began= from
    for ((i = 0; SECONDS < until; i++)); do
        from=198.18.$((i % 250)).$((RANDOM % 250))
        [[ -z $2 ]] || began=$(curl -sf -H "X-Forwarded-For: $from" "$at/-/posts/$((i % 1000 * 10 + 1))/began" | cut -d' ' -f1)
        curl -s -o /dev/null -w '%{time_total} %{http_code}\n' -H "X-Forwarded-For: $from" "$at/-/posts/$((i % 1000 * 10 + 1))/comment" --data-urlencode "began=$began" \
            --data-urlencode "name=Person $RANDOM" --data-urlencode "email=p$i.$RANDOM$RANDOM@example.org" --data-urlencode "text=Jag undrar om $RANDOM$RANDOM och vad det blir av saken $i."
        sleep 0.3
    done | awk '$2 == 303 {print $1 * 1000} $2 != 303 {print "bin/bench: a person was answered " $2 > "/dev/stderr"}'
}

# flooded — 200 bots against a blog whose publisher has set nothing but that it is open, and people who comment meanwhile
flooded() {
    local kind quiet flooded sent
    say "Seeding 10,000 posts"
    seed flood 10000 1
    pin=()
    serve flood Spalt__TrustedProxies__0=127.0.0.1
    open_blog flood
    person 20 script > /dev/null
    person 20 '' > /dev/null
    for kind in '' script; do
        person 20 "$kind" > "$work/quiet-$kind"
    done
    SPALT_PAUSE=4000 taskset -c 1 wrk -t1 -c200 -d70s --timeout 30s -s "$root/bench/bot.lua" "$at" > "$work/bots" &
    local bots=$!
    sleep 5
    for kind in '' script; do
        person 25 "$kind" > "$work/flooded-$kind"
    done
    wait "$bots"
    stop "$server"
    pin=(taskset -c 0)
    sent=$(awk '/requests in/ {print $1}' "$work/bots")
    for kind in '' script; do
        quiet=$(median < "$work/quiet-$kind") flooded=$(median < "$work/flooded-$kind")
        row "a person's comment $([[ $kind ]] && echo with || echo without) a script, while 200 bots send $((sent / 70)) a second" "≤ 2 × quiet" "$(calc "$flooded / $quiet") ×" \
            "$(calc "$flooded" %.1f) ms ($(spread < "$work/flooded-$kind")), quiet $(calc "$quiet" %.1f) ms ($(spread < "$work/quiet-$kind"))"
    done
}

commenting() {
    local wordpress=70 from="recorded for WordPress 6.1" i rate late bad all=() lates=() quiet=() busy=() before spent=() each path
    if [[ -f $shared/peer-wordpress.sh ]]; then
        say "Installing and seeding WordPress"
        if ANCHORS=$work bash "$shared/peer-wordpress.sh" > "$work/wordpress.log" 2>&1; then
            from="WordPress measured now"
            wordpress=$(ANCHORS=$work bash "$shared/measure.sh" -f tsv -d 10 -p "$(ANCHORS=$work bash "$shared/peer-wordpress.sh" pids)" \
                -s "$work/wordpress/comment.lua" "$(sed -n 5p "$work/wordpress/urls")" | awk -F'\t' 'NR > 1 {print $4}')
        else
            echo "bin/bench: WordPress did not start: $(tail -n 1 "$work/wordpress.log")" >&2
        fi
        ANCHORS=$work bash "$shared/peer-wordpress.sh" stop > /dev/null || true
    fi
    say "Seeding 10,000 posts"
    seed comments 10000 1
    serve comments Spalt__TrustedProxies__0=127.0.0.1
    open_blog comments
    rush_is_fine
    comments "$warm" 128 0 > /dev/null
    for ((i = 0; i < rounds; i++)); do
        before=$(ticks "$server")
        read -r rate late bad < <(comments "$seconds" 128 0)
        each=$(calc "($(ticks "$server") - $before) * 1e6 / $(getconf CLK_TCK) / ($rate * $seconds)" %.0f)
        ((bad == 0)) || echo "bin/bench: $bad comments were not taken" >&2
        all+=("$rate") lates+=("$late") spent+=("$each")
    done
    stop "$server"
    rate=$(printf '%s\n' "${all[@]}" | median)
    row "comments that are taken and on the disk, a second, one core" "≥ 20 × WordPress" "$(calc "$rate / $wordpress" %.1f) ×" \
        "$rate ($(printf '%s\n' "${all[@]}" | spread)), CPU $(printf '%s\n' "${spent[@]}" | median) µs each, $from $wordpress"

    # Two cores for the server, as the bar has it, and the load beside it.
    pin=()
    serve comments Spalt__TrustedProxies__0=127.0.0.1
    # A post that nobody comments: its number is no multiple of ten.
    path=$(curl -sf -o /dev/null -w '%{redirect_url}' "$at/blogg-1/?p=9999")
    path=/${path#http://*/}
    comments "$warm" 43 190 > /dev/null &
    local warming=$!
    stays_frozen "$path"
    wait "$warming"
    reading 3 "$path" > /dev/null
    all=() lates=()
    for ((i = 0; i < rounds; i++)); do
        quiet+=("$(reading "$seconds" "$path")")
        (sleep 1; reading $((seconds - 2 > 2 ? seconds - 2 : 2)) "$path" > "$work/reading") &
        local reader=$!
        read -r rate late bad < <(comments "$((seconds + 1))" 43 190)
        wait "$reader"
        busy+=("$(< "$work/reading")") all+=("$rate") lates+=("$late")
        ((bad == 0)) || echo "bin/bench: $bad comments were not taken" >&2
    done
    stop "$server"
    pin=(taskset -c 0)
    row "answered within, 99 of 100, at $(printf '%s\n' "${all[@]}" | median | cut -d. -f1) comments a second, two cores" "≤ 50 ms" "$(printf '%s\n' "${lates[@]}" | median) ms" "$(printf '%s\n' "${lates[@]}" | spread)"
    row "a frozen page meanwhile, 99 of 100" "≤ 2 × quiet" "$(calc "$(printf '%s\n' "${busy[@]}" | median) / $(printf '%s\n' "${quiet[@]}" | median)") ×" \
        "$(printf '%s\n' "${busy[@]}" | median) ms ($(printf '%s\n' "${busy[@]}" | spread)), quiet $(printf '%s\n' "${quiet[@]}" | median) ms"
    flooded
}
