-- wrk: 200 bots, each from a network address of its own, advertise one shop in words that hardly differ. SPALT_PAUSE as in comment.lua.
local run, n, pause = os.time() % 100000000, 0, tonumber(os.getenv("SPALT_PAUSE") or "0")
delay = function() return math.random(0, 2 * pause) end
request = function()
  n = n + 1
  local bot = n % 200
  local body = "name=Bot+" .. bot .. "&email=b" .. run .. "." .. n .. "%40bot.example&text=K%C3%B6p+billigt+idag+" .. n .. "+p%C3%A5+https%3A%2F%2Fbutik.example%2F" .. bot .. "+innan+det+tar+slut."
  return wrk.format("POST", "/-/posts/" .. ((n % 1000) * 10 + 10) .. "/comment", {
    ["Content-Type"] = "application/x-www-form-urlencoded",
    ["X-Forwarded-For"] = "203.0." .. math.floor(bot / 100) .. "." .. bot % 100,
  }, body)
end
