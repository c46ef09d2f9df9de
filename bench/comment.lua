-- wrk: readers, each from a network address of their own, comment some of the first 10,000 posts; none says what another said.
-- SPALT_PAUSE: milliseconds that a connection rests between them on average, by chance: all at once is not so many a second.
local run, n, pause = os.time() % 100000000, 0, tonumber(os.getenv("SPALT_PAUSE") or "0")
if pause > 0 then
  delay = function() return math.random(0, 2 * pause) end
end
request = function()
  n = n + 1
  local body = "name=L%C3%A4sare+" .. n .. "&email=r" .. run .. "." .. n .. "%40example.org&text=Det+h%C3%A4r+%C3%A4r+kommentar+" .. n .. "+i+omg%C3%A5ng+" .. run
    .. ".+Den+har+n%C3%A5gra+ord+till+f%C3%B6r+att+likna+en+kort+ins%C3%A4ndare+fr%C3%A5n+en+l%C3%A4sare."
  return wrk.format("POST", "/-/posts/" .. ((n % 1000) * 10 + 10) .. "/comment", {
    ["Content-Type"] = "application/x-www-form-urlencoded",
    ["X-Forwarded-For"] = "10." .. math.floor(n / 65536) % 256 .. "." .. math.floor(n / 256) % 256 .. "." .. n % 256,
  }, body)
end
