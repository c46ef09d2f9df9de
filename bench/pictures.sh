# The row of bin/bench --pictures: ten photographs of 12 megapixels that ten browsers upload at once. Sourced, not run.

# photograph FILE SEED — clouds with the noise of a camera, 4000 × 3000, JPEG
photograph() {
    local v=$work/photograph
    vips perlin "$v-a.v" 4000 3000 --cell-size 64 --seed "$2"
    vips gaussnoise "$v-b.v" 4000 3000 --sigma 5 --mean 0 --seed "$2"
    vips linear "$v-a.v" "$v-c.v" 100 128
    vips add "$v-c.v" "$v-b.v" "$v-g.v"
    vips linear "$v-g.v" "$v-r.v" 1.1 5
    vips linear "$v-g.v" "$v-bl.v" 0.8 30
    vips bandjoin "$v-r.v $v-g.v $v-bl.v" "$v-rgb.v"
    vips cast "$v-rgb.v" "$v-u.v" uchar
    vips copy "$v-u.v" "$v-s.v" --interpretation srgb
    vips jpegsave "$v-s.v" "$1" --Q 88
    rm "$v"-*.v
}

# work_of PID — user and system time of it and of the processes that it has waited for, in hundredths of a second
work_of() {
    local stat
    read -r stat < "/proc/$1/stat"
    # shellcheck disable=SC2086
    set -- ${stat##*) }
    echo $((${12} + ${13} + ${14} + ${15}))
}

megabytes() { awk -v what="$2:" '$1 == what {printf "%.0f", $2 / 1024}' "/proc/$1/status"; }

pictures() {
    local i begun before wall cpu rest uploads=() whole=() grown=() cpus=() made=0 round token pin=()
    say "Making photographs"
    for ((i = 1; i <= 10 * (rounds + 1); i++)); do photograph "$work/photograph-$i.jpg" "$i"; done
    seed pictures 10 1
    serve pictures
    token=$("$spalt" account setup --data "$work/pictures" | grep -o 'token=[^ ]*')
    curl -sf -o /dev/null -c "$work/cookies" "$at/-/setup?$token" \
        --data-urlencode network=Tidningen --data-urlencode name=Utgivaren --data-urlencode email=utgivaren@tidningen.example --data-urlencode 'password=sju gräsänder på taket'
    for ((round = 0; round <= rounds; round++)); do
        rest=$(megabytes "$server" VmRSS)
        echo 5 > "/proc/$server/clear_refs" # the peak begins anew
        before=$(work_of "$server")
        begun=$EPOCHREALTIME
        uploads=()
        for ((i = 1; i <= 10; i++)); do
            curl -sf -o "$work/taken-$i" -b "$work/cookies" -H 'Content-Type: image/jpeg' --data-binary "@$work/photograph-$((++made)).jpg" "$at/-/write/blogg-1/pictures?name=$i.jpg" &
            uploads+=("$!")
        done
        wait "${uploads[@]}"
        wall=$(calc "$EPOCHREALTIME - $begun" %.1f)
        cpu=$(calc "($(work_of "$server") - $before) / $(getconf CLK_TCK)" %.1f)
        # The first round warms the compiler up and counts for nothing.
        ((round == 0)) || { whole+=("$wall"); grown+=("$(($(megabytes "$server" VmHWM) - rest))"); cpus+=("$cpu"); }
    done
    stop "$server"
    row "ten photographs of 12 megapixels at once: until all variants are there" "≤ 20 s" "$(printf '%s\n' "${whole[@]}" | median) s" \
        "$(printf '%s\n' "${whole[@]}" | spread), CPU $(printf '%s\n' "${cpus[@]}" | median) s, so $(calc "$(printf '%s\n' "${cpus[@]}" | median) / 2" %.1f) s on two idle cores"
    row "the same: the server's memory" "≤ +150 MB" "+$(printf '%s\n' "${grown[@]}" | sort -g | tail -n 1) MB" "at the peak, over what it had before"
}
