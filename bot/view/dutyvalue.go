package view

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"ombud/complaint"
)

// DutyChoice is what a button or menu line of a reminder means: a duty of a
// case, and what to do about it.
type DutyChoice struct {
	Number string
	Kind   string
	Round  int
	Do     string    // choices below; empty: the button says it
	Until  time.Time // of a snooze
}

// What the menu of a reminder offers.
const (
	DoSnooze = "snooze"
	DoPass   = "deputy"
	DoOpen   = "open"
)

// DutyValue is the value of a button about one duty: "K-2026-0042:contact:1".
func DutyValue(c *complaint.Case, d *complaint.Duty) string {
	return fmt.Sprintf("%s:%s:%d", c.Number, d.Kind, d.Round)
}

// ParseDuty reads the value of a button or menu line about a duty. A forged one
// gives a duty that no case has.
func ParseDuty(s string) DutyChoice {
	parts := strings.Split(s, ":")
	if len(parts) < 3 {
		return DutyChoice{Number: parts[0]}
	}
	choice := DutyChoice{Number: parts[0], Kind: parts[1]}
	choice.Round, _ = strconv.Atoi(parts[2])
	if len(parts) > 3 {
		choice.Do = parts[3]
	}
	if len(parts) > 4 {
		if at, err := strconv.ParseInt(parts[4], 10, 64); err == nil {
			choice.Until = time.UnixMilli(at)
		}
	}
	return choice
}
