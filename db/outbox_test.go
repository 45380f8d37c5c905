package db_test

import (
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ombud/complaint"
	"ombud/db"
	"ombud/db/dbtest"
)

func kinds(claimed []db.Claimed) []string {
	var list []string
	for _, c := range claimed {
		list = append(list, fmt.Sprintf("%s %s%s", c.Number, c.Kind, c.Ref))
	}
	return list
}

func claim(t testing.TB, w *db.Workspace, now time.Time) []db.Claimed {
	t.Helper()
	claimed, err := w.Claim(t.Context(), now, minute, 50)
	must(t, err)
	return claimed
}

// only gives the one claimed notice of a kind.
func only(t testing.TB, claimed []db.Claimed, kind complaint.NoticeKind) db.Claimed {
	t.Helper()
	for _, c := range claimed {
		if c.Kind == kind {
			return c
		}
	}
	t.Fatalf("no %s among %v", kind, kinds(claimed))
	return db.Claimed{}
}

func attempt(i int) func(*complaint.Case) error {
	return func(c *complaint.Case) error {
		now := at("2026-03-06 09:00").Add(time.Duration(i) * time.Second)
		return c.LogContact(complaint.ContactForm{At: now, Via: "phone", Note: "no answer"}, member(sanne), now)
	}
}

func TestFilingTellsEachOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		file(t, w, "V1")
		got := kinds(drain(t, w))
		slices.Sort(got)
		if diff := cmp.Diff([]string{"K-2026-0001 card", "K-2026-0001 fileF0SCAN", "K-2026-0001 receipt"}, got); diff != "" {
			t.Errorf("-want +sent:\n%s", diff)
		}
		if m, ok, err := w.Message(t.Context(), "K-2026-0001", "card"); !ok || err != nil || m.Channel != "C0" {
			t.Errorf("message of the card: %+v, %v, %v", m, ok, err)
		}
		if b, err := w.Backlog(t.Context()); err != nil || b != (db.Backlog{}) {
			t.Errorf("backlog %+v, %v; want nothing", b, err)
		}
	})
}

func TestHeadOfTheLaneOnly(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		number := file(t, w, "V1").Number
		drain(t, w)
		for i := range 3 {
			_, err := w.UpdateCase(t.Context(), number, attempt(i))
			must(t, err)
		}
		// In the channel's lane: card, line, card, line, card, line.
		head := only(t, claim(t, w, machine), complaint.NoticeCard)
		if len(head.Merge) != 2 {
			t.Errorf("the card merges %v, want the two that wait behind it", head.Merge)
		}
		if more := claim(t, w, machine); len(more) != 0 {
			t.Errorf("beside the head of the lane: %v", kinds(more))
		}
		must(t, w.Done(t.Context(), head, db.Delivery{At: at("2026-03-06 09:01")}, nil))
		lines := drain(t, w)
		if diff := cmp.Diff([]string{number + " line", number + " line", number + " line"}, kinds(lines)); diff != "" {
			t.Errorf("after the card -want +sent:\n%s", diff)
		}
		if !slices.IsSortedFunc(lines, func(a, b db.Claimed) int { return a.Seq - b.Seq }) {
			t.Errorf("lines out of order: %+v", lines)
		}
	})
}

func TestFailingNoticeHoldsUpItsLaneOnly(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		file(t, w, "V1")
		file(t, w, "V2")
		first := only(t, claim(t, w, machine), complaint.NoticeCard)
		must(t, w.Later(t.Context(), first, db.Retry{Until: machine.Add(10 * time.Second), Class: "server"}))
		if second := only(t, claim(t, w, machine), complaint.NoticeCard); second.Number != "K-2026-0002" {
			t.Errorf("claimed the card of %s, want that of the other case", second.Number)
		} else {
			must(t, w.Done(t.Context(), second, db.Delivery{At: at("2026-03-05 10:21")}, nil))
		}
		for _, c := range drain(t, w) {
			if c.Kind == complaint.NoticeCard {
				t.Errorf("%s before its time", c.Number)
			}
		}
		due, err := w.NextDue(t.Context())
		if err != nil || !due.Equal(machine.Add(10*time.Second)) {
			t.Errorf("next due %v, %v; want in ten seconds", due, err)
		}
		again := only(t, claim(t, w, machine.Add(10*time.Second)), complaint.NoticeCard)
		if again.ID != first.ID || again.Attempts != 2 || again.Doubt {
			t.Errorf("second try %+v, want the same notice without doubt", again)
		}
	})
}

func TestKillBetweenSendAndMarkLeavesDoubt(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		number := file(t, w, "V1").Number
		lost := only(t, claim(t, w, machine), complaint.NoticeCard)
		if lost.Doubt {
			t.Error("doubt at the first try")
		}
		if early := claim(t, w, machine.Add(minute-1)); len(early) != 0 {
			t.Fatalf("claimed %v inside the lease", kinds(early))
		}
		after := machine.Add(minute)
		found := only(t, claim(t, w, after), complaint.NoticeCard)
		if found.ID != lost.ID || !found.Doubt {
			t.Errorf("after the lease %+v, want the same notice in doubt", found)
		}
		for name, err := range map[string]error{
			"Done":  w.Done(t.Context(), lost, db.Delivery{Channel: "C0", TS: "1.0", Purpose: "card", At: after}, nil),
			"Later": w.Later(t.Context(), lost, db.Retry{Until: after}),
			"Dead":  w.Dead(t.Context(), lost, "gone", after, []complaint.Notice{{Kind: complaint.NoticeDead, To: mees}}),
		} {
			if !errors.Is(err, db.ErrFenced) {
				t.Errorf("%s by the first claim: %v, want ErrFenced", name, err)
			}
		}
		if _, ok, err := w.Message(t.Context(), number, "card"); ok || err != nil {
			t.Errorf("the fenced claim left a message (%v)", err)
		}
		must(t, w.Later(t.Context(), found, db.Retry{Until: after, Doubt: true}))
		if third := only(t, claim(t, w, after), complaint.NoticeCard); !third.Doubt {
			t.Error("doubt was forgotten")
		} else {
			must(t, w.Later(t.Context(), third, db.Retry{Until: after}))
		}
		if fourth := only(t, claim(t, w, after), complaint.NoticeCard); fourth.Doubt {
			t.Error("doubt after it was cleared")
		}
	})
}

func TestGatesHoldAcrossStores(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		v := newVault(t)
		one, two := open(t, url, v).In(firm), open(t, url, v).In(firm)
		settle(t, one)
		file(t, one, "V1")
		file(t, two, "V2")
		first := claim(t, one, machine)
		if second := claim(t, two, machine); len(second) != 0 {
			t.Errorf("the other store claimed %v while the gates are held", kinds(second))
		}
		card := only(t, first, complaint.NoticeCard)
		wait := machine.Add(7 * time.Second) // Retry-After
		must(t, one.Later(t.Context(), card, db.Retry{Until: wait, Class: "ratelimited", GateOpenAt: wait}))
		if early := claim(t, two, wait.Add(-time.Millisecond)); len(early) != 0 {
			t.Errorf("through the closed gate: %v", kinds(early))
		}
		must(t, two.GateUntil(t.Context(), card.Gate, wait.Add(time.Second)))
		must(t, one.GateUntil(t.Context(), card.Gate, wait)) // earlier: changes nothing
		if early := claim(t, one, wait); len(early) != 0 {
			t.Errorf("through the gate that is kept: %v", kinds(early))
		}
		if due, err := one.NextDue(t.Context()); err != nil || !due.Equal(wait.Add(time.Second)) {
			t.Errorf("next due %v, %v; want %v", due, err, wait.Add(time.Second))
		}
		if c := only(t, claim(t, two, wait.Add(time.Second)), complaint.NoticeCard); c.ID != card.ID {
			t.Errorf("first through the gate is %d, want %d", c.ID, card.ID)
		}
		must(t, one.GateUntil(t.Context(), "method:users.info", wait)) // of no notice
		for gate, want := range map[string]time.Time{"method:users.info": wait, "method:chat.update": {}, card.Gate: wait.Add(time.Second)} {
			if got, err := two.GateHeld(t.Context(), gate); err != nil || !got.Equal(want) {
				t.Errorf("%s is held until %v, %v; want %v", gate, got, err, want)
			}
		}
	})
}

func TestDeliveryIsAStep(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		number := file(t, w, "V1").Number
		walkTo(t, w, number, "assign")
		desk := only(t, claim(t, w, machine), complaint.NoticeDesk)
		if desk.OnDelivered != complaint.FormSent {
			t.Fatalf("the form's notice %+v means nothing", desk)
		}
		arrived := at("2026-03-05 11:04")
		sent := db.Delivery{Channel: "D0", TS: "5.0", Purpose: "desk", At: arrived}
		record := func(c *complaint.Case) error { return c.Delivered(desk.OnDelivered, desk.To, arrived, arrived) }
		must(t, w.Done(t.Context(), desk, sent, record))
		c, err := w.Case(t.Context(), number)
		must(t, err)
		if !c.FormSentAt.Equal(arrived) {
			t.Errorf("form sent at %v, want %v", c.FormSentAt, arrived)
		}
		duties, err := w.OpenDuties(t.Context(), at("2030-01-01 00:00"), 10)
		must(t, err)
		if !slices.ContainsFunc(duties, func(d db.DutyRow) bool { return d.Kind == "contact" && d.Start.Equal(arrived) }) {
			t.Errorf("no contact duty from the arrival on: %+v", duties)
		}
		if err := w.Done(t.Context(), desk, sent, record); !errors.Is(err, db.ErrFenced) {
			t.Errorf("a second time: %v, want ErrFenced", err)
		}
		again, err := w.Case(t.Context(), number)
		must(t, err)
		if len(again.Events) != len(c.Events) {
			t.Errorf("%d events after the second time, want %d", len(again.Events), len(c.Events))
		}
	})
}

func TestRefusedDeliveryIsStillSent(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		number := file(t, w, "V1").Number
		walkTo(t, w, number, "assign")
		form := only(t, claim(t, w, machine), complaint.NoticeDesk)
		err := w.Done(t.Context(), form, db.Delivery{At: at("2026-03-05 11:04")}, func(*complaint.Case) error { return errStop })
		if !errors.Is(err, errStop) {
			t.Fatalf("failing step: %v, want its error and nothing marked", err)
		}
		must(t, w.Done(t.Context(), form, db.Delivery{At: at("2026-03-05 11:04")}, func(*complaint.Case) error {
			return &complaint.Refusal{Text: "error.closed"}
		}))
	})
}

func TestDeadTellsTheFallback(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		number := file(t, w, "V1").Number
		receipt := only(t, claim(t, w, machine), complaint.NoticeReceipt)
		must(t, w.Dead(t.Context(), receipt, "user_not_found", at("2026-03-05 10:30"), []complaint.Notice{
			{Kind: complaint.NoticeDead, To: mees, Seq: receipt.Seq, Ref: "receipt"},
		}))
		if b, err := w.Backlog(t.Context()); err != nil || b.Dead != 1 || b.Waiting != 3 || !b.Oldest.Equal(at("2026-03-05 10:20")) {
			t.Errorf("backlog %+v, %v; want 1 dead and 3 waiting since the filing", b, err)
		}
		if told := only(t, claim(t, w, machine), complaint.NoticeDead); told.To != mees || told.Number != number {
			t.Errorf("told %+v, want the fallback of %s", told, number)
		}
		lost, err := w.Undelivered(t.Context(), 0, 10)
		if err != nil || len(lost) != 1 || lost[0].Number != number || lost[0].Class != "user_not_found" || !lost[0].Created.Equal(at("2026-03-05 10:20")) {
			t.Fatalf("undelivered %+v, %v; want the receipt", lost, err)
		}
		for i, want := range []bool{true, false} { // a double click
			if again, err := w.Requeue(t.Context(), lost[0].ID); err != nil || again != want {
				t.Errorf("Requeue %d = %t, %v; want %t", i+1, again, err, want)
			}
		}
		if again := only(t, claim(t, w, machine), complaint.NoticeReceipt); again.ID != receipt.ID {
			t.Errorf("sent again: %+v, want %+v", again, receipt)
		}
	})
}

// Committers that race for the same cases, senders on two stores, and some that die
// with a claim in hand: each line goes out, in the order in which the steps were
// committed, once per claim that was not fenced.
func TestOrderUnderConcurrency(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		v := newVault(t)
		stores := []*db.Workspace{open(t, url, v).In(firm), open(t, url, v).In(firm)}
		settle(t, stores[0])
		const cases, committers, each = 4, 6, 8
		for i := range cases {
			file(t, stores[0], fmt.Sprint("V", i))
		}
		var clock atomic.Int64 // machine time moves when a sender asks
		now := func() time.Time { return machine.Add(time.Duration(clock.Add(1)) * 100 * time.Millisecond) }
		var committed, senders sync.WaitGroup
		for worker := range committers {
			committed.Go(func() {
				for i := range each {
					number := fmt.Sprintf("K-2026-%04d", (worker+i)%cases+1)
					if _, err := stores[worker%2].UpdateCase(t.Context(), number, attempt(i)); err != nil {
						t.Error(err)
					}
				}
			})
		}
		var mu sync.Mutex
		lanes := map[string][]int64{}
		var stop atomic.Bool
		for worker := range 4 {
			senders.Go(func() {
				w := stores[worker%2]
				for round := 0; ; round++ {
					over := stop.Load()
					claimed, err := w.Claim(t.Context(), now(), 30*time.Second, 3)
					if err != nil {
						t.Error(err)
						return
					}
					if due, err := w.NextDue(t.Context()); over && len(claimed) == 0 && err == nil && due.IsZero() {
						return
					}
					for i, c := range claimed {
						if (round+i)%7 == 6 && c.Attempts == 1 {
							continue // dies with it
						}
						mu.Lock() // once it is done the next of its lane may be claimed, and must not be written down before it
						err := w.Done(t.Context(), c, db.Delivery{At: at("2026-03-06 10:00")}, nil)
						if err == nil && c.Kind == complaint.NoticeLine {
							lanes[c.Number] = append(lanes[c.Number], int64(c.Seq))
						}
						mu.Unlock()
						if err != nil && !errors.Is(err, db.ErrFenced) {
							t.Error(err)
						}
					}
				}
			})
		}
		committed.Wait()
		stop.Store(true)
		senders.Wait()
		total := 0
		for number, seqs := range lanes {
			total += len(seqs)
			if !slices.IsSorted(seqs) || len(slices.Compact(slices.Clone(seqs))) != len(seqs) {
				t.Errorf("%s: lines in the order %v", number, seqs)
			}
		}
		if total != committers*each {
			t.Errorf("%d lines went out, want %d", total, committers*each)
		}
	})
}
