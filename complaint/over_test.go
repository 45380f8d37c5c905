package complaint

import (
	"slices"
	"testing"
	"time"
)

// What was late when the case ended aside, went outside or went on without is missed for
// good; what was not yet due is neither met nor missed. The day itself is in time.
func TestWhatWasLateStaysMissed(t *testing.T) {
	form := []occurred{{HandlerAssigned, "03-05 11:00", "", Data{User: milan}}, {FormSent, "03-05 11:00", "", Data{User: milan}}}
	answered := []occurred{{Drafted, "03-06 09:00", "", Data{}}, {Approved, "03-06 10:00", "", Data{Version: 1}}, {Told, "03-06 11:00", "", Data{}}}
	ask := func(what Ask) Data { return Data{Why: string(what)} }
	for _, tc := range []struct {
		name, preset, kind string
		before             []occurred
		over               func(on string) []occurred
		intime, late       string // when it ends: before its day is over, and after
		void, missed       string
	}{
		{
			"withdrawn", "exactpi", "assign", nil,
			func(on string) []occurred { return []occurred{{Withdrawn, on, "", Data{}}} },
			"03-06 23:59", "03-07 00:00", "03-06 void 03-06", "03-06 missed 03-07",
		},
		{
			"withdrawn in time, and written down late", "exactpi", "assign", nil,
			func(on string) []occurred { return []occurred{{Withdrawn, on, "03-20 10:00", Data{}}} },
			"03-06 23:59", "03-07 00:00", "03-06 void 03-06", "03-06 missed 03-07",
		},
		{
			"no complaint", "exactpi", "decision", nil,
			func(on string) []occurred { return []occurred{{NoComplaint, on, "", Data{Why: string(EndQuestion)}}} },
			"04-02 23:59", "04-03 00:00", "04-02 void 04-02", "04-02 missed 04-03",
		},
		{
			"filed in error: there never was a case", "exactpi", "assign", nil,
			func(on string) []occurred { return []occurred{{FiledInError, on, "", Data{}}} },
			"03-06 23:59", "03-20 00:00", "03-06 void 03-06", "03-06 void 03-20",
		},
		{
			"a duplicate: it is owed in the other case", "exactpi", "assign", nil,
			func(on string) []occurred { return []occurred{{Duplicate, on, "", Data{Case: "K-2026-0001"}}} },
			"03-06 23:59", "03-20 00:00", "03-06 void 03-06", "03-06 void 03-20",
		},
		{
			"the call afterwards, when a third party has it", "kerngroep", DutyFollowUp, answered,
			func(on string) []occurred {
				return []occurred{{Disputed, on, "", Data{Day: "2026-06-10", Why: "no"}}}
			},
			"03-13 23:59", "03-14 00:00", "03-13 void 03-13", "03-13 missed 03-14",
		},
		{
			"putting it right, when a third party has it", "exactpi", DutyRework, append(slices.Clone(answered), occurred{Dissatisfied, "03-09 11:00", "", Data{}}),
			func(on string) []occurred {
				return []occurred{{Disputed, on, "", Data{Day: "2026-06-10", Why: "no"}}}
			},
			"03-11 23:59", "03-12 00:00", "03-11 void 03-11", "03-11 missed 03-12",
		},
		{
			"the call afterwards, which management lets go", "exactpi", DutyFollowUp, append(slices.Clone(answered), occurred{AgreementAsked, "03-12 10:00", "", ask(AskNoReply)}),
			func(on string) []occurred { return []occurred{{AgreementGiven, on, "", ask(AskNoReply)}} },
			"03-13 23:59", "03-14 00:00", "03-13 void 03-13", "03-13 missed 03-14",
		},
		{
			"the first contact, without which it goes on", "exactpi", DutyContact, form,
			func(on string) []occurred { return []occurred{{Unreached, on, "", Data{}}} },
			"03-09 23:59", "03-10 00:00", "03-09 void 03-09", "03-09 missed 03-10",
		},
		{
			"a request that is moot", "exactpi", DutyDecide, []occurred{{AgreementAsked, "03-05 11:00", "", ask(AskHandler)}},
			func(on string) []occurred { return []occurred{{HandlerAssigned, on, "", Data{User: milan}}} },
			"03-06 23:59", "03-07 00:00", "03-06 void 03-06", "03-06 missed 03-07",
		},
		{
			"closed without: never met, late or not", "okonomi", DutyConfirm, answered,
			func(on string) []occurred { return []occurred{{CaseClosed, on, "", Data{}}} },
			"03-09 23:59", "03-10 00:00", "03-09 missed 03-09", "03-09 missed 03-10",
		},
	} {
		t.Run(tc.name, func(t *testing.T) {
			for _, on := range []struct{ when, want string }{{tc.intime, tc.void}, {tc.late, tc.missed}} {
				list := slices.Concat(tc.before, tc.over(on.when))
				c := script(t, tc.preset, list...)
				for how, c := range map[string]*Case{"at hand": c, "loaded": reload(c)} {
					if got := fates(t, c, tc.kind); got != on.want {
						t.Errorf("%s, on %s: %s, want %s", how, on.when, got, on.want)
					}
				}
				last := c.Events[len(c.Events)-1]
				if d := dutyOf(t, c, tc.kind); d.Open() || d.missed(last.Recorded) != (on.when == tc.late && d.Left) {
					t.Errorf("on %s: missed %v, left %v", on.when, d.missed(last.Recorded), d.Left)
				}
				if c.endedBy(ptr(dutyOf(t, c, tc.kind)), last) != (last.Kind != CaseErased) {
					t.Errorf("on %s: %s does not end it", on.when, last.Kind)
				}
			}
		})
	}
}

func ptr(d Duty) *Duty { return &d }

// Taking an end back has everything owed as before; a round that ends with something late
// leaves that missed, and a third party that did not rule gives back what it took.
func TestWhatIsOwedAgain(t *testing.T) {
	c := script(t, "exactpi", occurred{Withdrawn, "03-20 10:00", "", Data{}}, occurred{EndUndone, "03-20 11:00", "", Data{}})
	if got := fates(t, c, "assign"); got != "03-06 owed" {
		t.Errorf("the end taken back: %s", got)
	}
	outside := []occurred{
		{Drafted, "03-06 09:00", "", Data{}}, {Approved, "03-06 10:00", "", Data{Version: 1}}, {Told, "03-06 11:00", "", Data{}},
		{Disputed, "03-20 10:00", "", Data{Day: "2026-06-10", Why: "no"}}, {Ruled, "04-20 10:00", "", Data{Flags: []string{FlagUndecided}}},
	}
	if got := fates(t, script(t, "kerngroep", outside...), DutyFollowUp); got != "03-13 owed" {
		t.Errorf("not ruled on: %s", got)
	}
	if got := fates(t, script(t, "kerngroep", outside[:4]...), DutyFollowUp); got != "03-13 missed 03-20" {
		t.Errorf("outside: %s", got)
	}
}

// What is owed when the personal data go is over: late, it is missed.
func TestWhatIsLateWhenTheCaseIsErased(t *testing.T) {
	for _, tc := range []struct{ erased, want string }{{"03-06 12:00", "03-06 void 03-06"}, {"03-07 00:00", "03-06 missed 03-07"}} {
		c := script(t, "exactpi", occurred{CaseErased, tc.erased, "", Data{}})
		if got := fates(t, c, "assign"); got != tc.want {
			t.Errorf("%s, want %s", got, tc.want)
		}
	}
	if d := (Duty{Due: time.UnixMilli(1000), Left: true, Ended: time.UnixMilli(999)}); d.missed(time.UnixMilli(2000)) {
		t.Error("left before it was due, it is missed")
	}
}
