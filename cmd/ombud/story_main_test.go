package main

import (
	"testing"
)

// TestFiledByTelephoneEndsAtClosed is the whole road of one complaint through
// the procedure of exactpi, over both transports and on both databases.
func TestFiledByTelephoneEndsAtClosed(t *testing.T) {
	for _, over := range []string{"sockets", "http"} {
		t.Run(over, func(t *testing.T) {
			onBoth(t, play{http: over == "http"}, func(s *stage) {
				road := &road{stage: s}
				for _, part := range []func(){
					road.filed, road.confirmed, road.assigned, road.contacted, road.answered, road.delivered,
					road.notSatisfied, road.answeredAgain, road.closed, road.leavesNothing,
				} {
					part()
				}
			})
		})
	}
}

// road is the complaint on its way; every part checks what it changed.
type road struct {
	*stage
	number string
	ts     string // of the card, the same from filing to closing
}
