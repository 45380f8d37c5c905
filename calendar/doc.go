// Package calendar turns an instant and a period into a due instant that a
// person can check: civil days, business days, working hours, and the steps
// that led to the answer.
//
// A [Calendar] is an immutable list of closed dates for some years in one
// zone. It never guesses: a date beyond its list is a [RangeError]. It reads
// no clock; the moment is always a parameter.
//
// How each kind of [Period] runs:
//
//	2bd   business days after the civil day of the event (which is day 0);
//	      due at the end of the last one
//	24bh  a stopwatch over whole business days, 00:00 to 24:00, on the wall clock
//	4wh   a stopwatch over the company's working hours
//	72h   hours on the absolute timeline
//	14d 4w 1mo 3y
//	      that many civil days, weeks, months or years later (clamped to the
//	      end of the month); due at the end of that day, or with [RollForward]
//	      at the end of the next business day
//
// "The end of a day" is always the exclusive instant at which the next civil
// day begins; something is in time when it happened before that instant.
//
// Due is monotone: a later event is never due earlier. The one exception is
// bh in a zone that puts its clock back on a business day, where the repeated
// hour is read on the wall clock twice; European zones do that on Sundays.
package calendar
