// Package scheduler does what nobody presses a button for: it reminds, moves
// answered cases to their follow-up, tells the week's figures, keeps cases from
// members of the channel whom they concern, and sends what the rest of the
// program wrote down to be told.
//
// Jobs are one table (jobs.go). Each asks what is due at a given moment, so a
// tick that was missed costs nothing and a tick too many does nothing. Jobs of
// the calendar are done once per slot, however many processes run and whoever
// of them is alive: the slot is a row, taken in the transaction that writes
// what the job tells. A slot that passed while nobody ran is caught up, the
// newest one only.
//
// To tell somebody is to write a notice in the transaction of its cause. The
// sender (send.go) claims notices, one per destination at a time and in the
// order of their lane, opens the case as it is now, checks that the
// destination may still have it, and says it. What a failed call means is one
// table in failure.go. After a doubtful failure it looks for the message before
// it sends again, and when there is nothing to say any more, takes it back.
//
// Business time (receipts, dues, slots, message times) may be moved by the
// demo; machine time (leases, retries, pace) never is.
package scheduler
