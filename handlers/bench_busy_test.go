package handlers

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/db"
	"ombud/db/dbtest"
)

const (
	busyRate = 50 // interactions a second
	busyTime = 40 * time.Second
)

// interaction is one thing that people do, over and over with another case.
type interaction struct {
	name string
	do   func(ctx context.Context, i int) (bot.Response, error)
}

// BenchmarkBusy lets people work in a firm with 10,000 open cases, at a fixed rate
// whatever the answers take: each button, list and form in turn. The time is from the
// moment at which an interaction was due to its screen. The worst is of the kind of
// interaction whose slowest took longest.
func BenchmarkBusy(b *testing.B) {
	for _, database := range []struct {
		name string
		open func(testing.TB) string
	}{{"sqlite", dbtest.SQLite}, {"postgres", dbtest.Postgres}} {
		b.Run(database.name, func(b *testing.B) {
			o := officeOn(b, database.open(b))
			o.busy(benchCases)
			o.turn(at(b, "2026-03-05 11:00"))
			for b.Loop() { // once: it takes long enough
				o.work(b, o.interactions(b))
			}
		})
	}
}

// work sends the interactions in turn and reports how long they took.
func (o *office) work(b *testing.B, all []interaction) {
	count := int(busyTime.Seconds() * busyRate)
	took, errs := make([]time.Duration, count), make([]error, count)
	var wg sync.WaitGroup
	start := time.Now()
	for i := range count {
		due := start.Add(time.Duration(i) * time.Second / busyRate)
		time.Sleep(time.Until(due))
		wg.Go(func() {
			one := all[i%len(all)]
			resp, err := one.do(context.Background(), i/len(all))
			took[i] = time.Since(due)
			if err == nil && len(resp.Errors) > 0 {
				err = fmt.Errorf("refused: %v", resp.Errors)
			}
			if err != nil {
				errs[i] = fmt.Errorf("%s, time %d: %w", one.name, i/len(all), err)
			}
		})
	}
	wg.Wait()
	failed, worst, slowest := 0, "", time.Duration(0)
	for i, err := range errs {
		if err != nil && failed < 5 {
			b.Log(err)
		}
		if err != nil {
			failed++
		}
		if took[i] > slowest {
			worst, slowest = all[i%len(all)].name, took[i]
		}
	}
	b.Logf("slowest of all: %s with %s", worst, slowest)
	slices.Sort(took)
	b.ReportMetric(float64(took[count/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(took[count*99/100].Microseconds())/1000, "p99-ms<=300")
	b.ReportMetric(float64(slowest.Microseconds())/1000, "worst-ms")
	b.ReportMetric(float64(failed), "failed<=0")
	b.ReportMetric(0, "ns/op") // the percentiles say it
}

// interactions are what people do all day, from Home to the forms of a case.
func (o *office) interactions(b *testing.B) []interaction {
	routes := o.h.Routes()
	rows, err := o.store.Cases(b.Context(), db.Filter{Limit: 2 * benchCases})
	must(b, err)
	var fresh, milans []string
	for _, row := range rows {
		switch row.Handler {
		case "":
			fresh = append(fresh, row.Number)
		case milan:
			milans = append(milans, row.Number)
		}
	}
	all := []interaction{
		{"home of the officer", o.routed(routes.Events["app_home_opened"], sanne, "")},
		{"home of the handler", o.routed(routes.Events["app_home_opened"], milan, "")},
		{"home of the filer", o.routed(routes.Events["app_home_opened"], lotte, "")},
		{"sorted by handler", o.routed(routes.Actions["home.filter"], sanne, "open|handler||")},
	}
	for _, typed := range []string{"", "lijst telaat", "mijn", "termijn", "zoek 4242", "zoek 06 00004242", "zoek nergens", "help"} {
		all = append(all, interaction{"/klacht " + typed, o.routed(routes.Commands["/klacht"], sanne, typed)})
	}
	for _, action := range []string{
		"case.open", "case.all", "case.assign.open", "case.classify.open", "case.end.open", "case.relate.open", "case.correct.open", "case.repost",
	} {
		all = append(all, interaction{action, o.pressing(routes.Actions[action], sanne, fresh)})
	}
	for _, action := range []string{"case.contact.open", "case.consult.open", "case.interest.open", "case.decline.open", "case.accept"} {
		all = append(all, interaction{action, o.pressing(routes.Actions[action], milan, milans)})
	}
	all = append(all, o.steps(b, milans[100:], fresh[100:])...)
	return append(
		all,
		interaction{"record", o.filing(routes.Submits["case.file"])},
		interaction{"assign", o.filling(routes.Actions["case.assign.open"], routes.Submits["case.assign"], sanne, fresh[len(fresh)/2:], map[string]bot.Field{
			"handler": {Option: milan}, "title": {Text: "Hoofd Samenstel"}, "why_process": {Option: "process"}, "deliverers": {Users: []string{joost}},
		})},
		interaction{"contact", o.filling(routes.Actions["case.contact.open"], routes.Submits["case.contact"], milan, milans[len(milans)/2:], map[string]bot.Field{
			"reached": {Option: view.ContactReached}, "via": {Option: "phone"}, "with": {Text: "Anna"}, "when": {At: o.now.Unix()},
			"how": {Text: "We zoeken het uit en bellen terug"}, "day": {Date: "2026-03-20"},
		})},
	)
}

type doing func(context.Context, int) (bot.Response, error)

func (o *office) routed(handle bot.Handler, user, text string) doing {
	return func(ctx context.Context, _ int) (bot.Response, error) {
		return handle(ctx, &bot.Request{
			Kind: bot.KindAction, Team: firm, User: user, Command: "/klacht", Channel: algemeen, Text: text,
			Action: bot.Action{Value: text}, Event: bot.Event{Tab: "home"},
		})
	}
}

// pressing presses a button of one case after the other.
func (o *office) pressing(handle bot.Handler, user string, numbers []string) doing {
	return func(ctx context.Context, i int) (bot.Response, error) {
		return handle(ctx, &bot.Request{
			Kind: bot.KindAction, Team: firm, User: user, Channel: klachten, Action: bot.Action{Value: numbers[i]},
			Message: bot.Message{Channel: klachten},
		})
	}
}

// filling opens a form of one case after the other and sends it: two interactions.
func (o *office) filling(open, submit bot.Handler, user string, numbers []string, values map[string]bot.Field) doing {
	press := o.pressing(open, user, numbers)
	return func(ctx context.Context, i int) (bot.Response, error) {
		resp, err := press(ctx, i)
		if err != nil || resp.Open == nil {
			return resp, fmt.Errorf("open the form: %w", err)
		}
		return submit(ctx, sent(user, fmt.Sprintf("V0%s%d", strings.ReplaceAll(resp.Open.CallbackID, ".", ""), i), resp.Open.Metadata, values))
	}
}

// filing records one complaint after the other, each of another customer.
func (o *office) filing(submit bot.Handler) doing {
	return func(ctx context.Context, i int) (bot.Response, error) {
		return submit(ctx, sent(lotte, fmt.Sprintf("V0FILE%d", i), view.Metadata{Lang: "nl"}.String(), map[string]bot.Field{
			"name": {Text: "Anna"}, "phone": {Text: fmt.Sprintf("+31 20 %07d", i)}, "summary": {Text: "Jaarrekening te laat"},
			"story": {Text: strings.Repeat("De jaarrekening kwam te laat. ", 12)}, "via": {Option: "phone"}, "received": {At: o.now.Unix()},
		}))
	}
}

func sent(user, id, metadata string, values map[string]bot.Field) *bot.Request {
	return &bot.Request{Kind: bot.KindSubmit, Team: firm, User: user, View: bot.View{ID: id, Modal: true, Metadata: metadata, Values: values}}
}
