-- wrk: readers who look again twenty milliseconds after each answer.
delay = function() return 20 end
