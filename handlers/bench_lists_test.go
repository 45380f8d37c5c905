package handlers

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
	"ombud/db/dbtest"
)

// benchCases is how many cases are open while lists are measured.
const benchCases = 10_000

// BenchmarkLists measures whole requests of Home, the lists and the search, with so
// many open cases of which most are overdue: from the request to the screen.
func BenchmarkLists(b *testing.B) {
	for name, open := range map[string]func(testing.TB) string{"sqlite": dbtest.SQLite, "postgres": dbtest.Postgres} {
		b.Run(name, func(b *testing.B) {
			o := officeOn(b, open(b))
			o.busy(benchCases)
			o.turn(at(b, "2026-04-10 09:00"))
			for _, u := range []string{sanne, milan, lotte} {
				must(b, o.store.ChooseLanguage(b.Context(), u, "nl"))
			}
			routes := o.h.Routes()
			home, list, command := routes.Events["app_home_opened"], routes.Actions["home.filter"], routes.Commands["/klacht"]
			for _, bench := range []struct {
				name, user, value string
				handle            bot.Handler
			}{
				{"home/officer", sanne, "", home}, {"home/handler", milan, "", home}, {"home/filer", lotte, "", home},
				{"home/by-handler", sanne, "open|handler||", list}, {"home/closed", sanne, "closed|new||", list},
				{"list", sanne, "lijst telaat", command}, {"mine", milan, "mijn", command}, {"due", sanne, "termijn", command},
				{"search/number", sanne, "zoek 4242", command}, {"search/phone", sanne, "zoek 06 00004242", command},
				{"search/words", sanne, "zoek nergens", command},
			} {
				b.Run(bench.name, func(b *testing.B) { o.measure(b, bench.handle, bench.user, bench.value) })
			}
		})
	}
}

// measure runs a request over and over and reports how long one in a hundred
// takes at least.
func (o *office) measure(b *testing.B, handle bot.Handler, user, value string) {
	var took []time.Duration
	for b.Loop() {
		began := time.Now()
		resp, err := handle(context.Background(), &bot.Request{
			Kind: bot.KindAction, Team: firm, User: user, Command: "/klacht", Text: value,
			Action: bot.Action{Value: value}, Event: bot.Event{Tab: "home"},
		})
		took = append(took, time.Since(began))
		if err != nil || resp.Home == nil && resp.Open == nil {
			b.Fatalf("%s: %+v, %v", value, resp, err)
		}
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms<=300")
	b.ReportMetric(0, "ns/op") // the percentiles say it
}

// busy files so many cases, every third with a handler. What is told of them was sent.
func (o *office) busy(cases int) {
	o.t.Helper()
	var wg sync.WaitGroup
	const clients = 8
	for client := range clients {
		wg.Go(func() {
			for i := client; i < cases; i += clients {
				if err := o.fileNumber(i); err != nil {
					o.t.Errorf("file case %d: %v", i, err)
					return
				}
			}
		})
	}
	wg.Wait()
	if o.t.Failed() {
		o.t.FailNow()
	}
}

func (o *office) fileNumber(i int) error {
	received := o.now.Add(-time.Duration(i) * time.Second)
	_, _, err := o.store.ImportCase(context.Background(), fmt.Sprint("V", i), received, func(c *complaint.Case) error {
		err := c.Register(complaint.Registration{
			Filing: complaint.Filing{
				Name: fmt.Sprint("Klant ", i), Phone: fmt.Sprintf("06-%08d", i), Summary: "Jaarrekening te laat",
				Story: "De jaarrekening kwam twee maanden te laat, en er is een boete.",
			},
			Via: "phone", ReceivedAt: received, ReadBack: true, Explained: true,
		}, full(lotte), o.now)
		if err != nil || i%3 > 0 {
			return err
		}
		return c.Assign(complaint.Assignment{
			Handler: []string{milan, fatima}[i%2], Name: "Iemand", Title: "Hoofd", Why: "process", Deliverers: []string{joost}, KeepAway: true,
		}, full(sanne), o.now)
	})
	return err
}

// What each role finds in Home with 500 cases stays within Slack's limits, and
// what is overdue comes first.
func TestHomeOfFourRolesWithManyCases(t *testing.T) {
	o := newOffice(t)
	o.busy(500)
	o.turn(at(t, "2026-04-10 09:00"))
	for _, tc := range []struct {
		user, has string
		late      bool
	}{
		{sanne, "in 500 zaken iets te laat", true}, {mees, "in 500 zaken iets te laat", true}, {milan, " te laat", true}, {lotte, "Door mij vastgelegd", false},
	} {
		resp, err := o.h.drawHome(t.Context(), o.request(tc.user), view.ListQuery{})
		must(t, err)
		if n := len(resp.Home.Blocks); n > 100 {
			t.Errorf("%s: %d blocks", tc.user, n)
		}
		late := 0
		for _, b := range resp.Home.Blocks[:12] {
			if holdsText(t, b, " te laat*") {
				late++
			}
		}
		if tc.late && late < 4 {
			t.Errorf("%s: %d overdue rows in the first twelve blocks", tc.user, late)
		}
		if !holdsText(t, resp.Home, tc.has) {
			t.Errorf("%s: Home lacks %q", tc.user, tc.has)
		}
	}
}
