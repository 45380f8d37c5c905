package main

import (
	"fmt"
	"net/http"
	"slices"
	"sync"
	"syscall"
	"testing"
	"time"
)

// benchFigures are what a run measured.
type benchFigures struct {
	took   []time.Duration // sorted
	failed int             // not answered as wanted, late ones included
	cpu    float64         // of the bot, ms per request
	others float64         // of whoever else was on the machine, % of a core
}

func (f *benchFigures) quantile(q float64) float64 {
	return float64(f.took[int(q*float64(len(f.took)-1))].Microseconds()) / 1000
}

// drive sends the requests at the rate. The first ones warm up and are not counted.
func drive(b *testing.B, bot *process, requests []benchRequest, good func(answer []byte) bool) *benchFigures {
	b.Helper()
	client := &http.Client{Timeout: 10 * time.Second, Transport: &http.Transport{MaxIdleConnsPerHost: 256}}
	defer client.CloseIdleConnections()
	fire(b, client, bot, requests[:ackWarm], good)
	before, others, start := bot.cpu(b), othersCPU(b), time.Now()
	var f benchFigures
	f.took, f.failed = fire(b, client, bot, requests[ackWarm:], good)
	f.cpu = float64((bot.cpu(b) - before).Microseconds()) / 1000 / float64(len(f.took))
	f.others = max(0, 100*(othersCPU(b)-others).Seconds()/time.Since(start).Seconds())
	slices.Sort(f.took)
	return &f
}

func fire(b *testing.B, client *http.Client, bot *process, requests []benchRequest, good func(answer []byte) bool) ([]time.Duration, int) {
	took, errs := make([]time.Duration, len(requests)), make([]error, len(requests))
	var wg sync.WaitGroup
	start := time.Now().Add(10 * time.Millisecond)
	for i := range requests {
		due := start.Add(time.Duration(i) * time.Second / ackRate)
		sleepUntil(due)
		wg.Go(func() {
			answer, status, err := requests[i].send(client, bot.addr)
			took[i] = time.Since(due)
			if err == nil && (status != http.StatusOK || !good(answer)) {
				err = fmt.Errorf("status %d: %.300s", status, answer)
			}
			errs[i] = err
		})
	}
	wg.Wait()
	errs = slices.DeleteFunc(errs, func(err error) bool { return err == nil })
	if len(errs) > 0 {
		b.Logf("%d of %d failed: %v\n%.1000s", len(errs), len(requests), errs[0], bot.output(b))
	}
	return took, len(errs)
}

// sleepUntil is exact to some 0.1 ms; the timers of an idle Go program are to 1 ms,
// which would be counted as the bot's.
func sleepUntil(due time.Time) {
	if left := time.Until(due); left > 0 {
		rest := syscall.NsecToTimespec(left.Nanoseconds())
		_ = syscall.Nanosleep(&rest, nil)
	}
}

// ackRun is what one bot did with one load.
type ackRun struct {
	opened, filed *benchFigures
	slack         *benchFigures // of the opened forms, what the imitation itself took
	resident      float64       // MB, the most so far
}

// ackFigures are read of each run. A figure with a share is compared with Bolt's.
var ackFigures = []struct {
	name, target, share string
	of                  func(ackRun) float64
}{
	{"open-slack-p50-ms", "", "", func(r ackRun) float64 { return r.slack.quantile(0.50) }},
	{"open-slack-p99-ms", "", "", func(r ackRun) float64 { return r.slack.quantile(0.99) }},
	{"open-p50-ms", "", "open-p50-%bolt", func(r ackRun) float64 { return r.opened.quantile(0.50) }},
	{"open-p99-ms", "<=5", "open-p99-%bolt<=100", func(r ackRun) float64 { return r.opened.quantile(0.99) }},
	{"open-cpu-ms", "", "open-cpu-%bolt", func(r ackRun) float64 { return r.opened.cpu }},
	{"submit-p50-ms", "", "submit-p50-%bolt", func(r ackRun) float64 { return r.filed.quantile(0.50) }},
	{"submit-p99-ms", "<=12", "submit-p99-%bolt<=100", func(r ackRun) float64 { return r.filed.quantile(0.99) }},
	{"submit-cpu-ms", "<=0.6", "submit-cpu-%bolt<=100", func(r ackRun) float64 { return r.filed.cpu }},
	{"others-%ofcore", "", "", func(r ackRun) float64 { return max(r.opened.others, r.filed.others) }},
}

// failed counts what was not answered as wanted.
func (r ackRun) failed() int { return r.opened.failed + r.filed.failed }

// ackRuns are the runs of one bot. Of several the middle one counts: a disturbance of
// the machine spoils one or two.
type ackRuns []ackRun

func (rs ackRuns) middle(of func(ackRun) float64) float64 {
	return middle(len(rs), func(i int) float64 { return of(rs[i]) })
}

// resident is the most that the bot ever held, MB.
func (rs ackRuns) resident() float64 { return rs[len(rs)-1].resident }

func (rs ackRuns) failed() float64 {
	n := 0
	for _, r := range rs {
		n += r.failed()
	}
	return float64(n)
}

// report reports them. What a bot that answered everything logged must be no failure.
func (rs ackRuns) report(b *testing.B, bot *process) {
	b.Helper()
	for _, f := range ackFigures {
		b.ReportMetric(rs.middle(f.of), f.name+f.target)
	}
	b.ReportMetric(rs.resident(), "RSS-MB<=80")
	b.ReportMetric(rs.failed(), "failed<=0")
	b.ReportMetric(0, "ns/op")
	if rs.failed() == 0 {
		refuseTrouble(b, bot)
	}
}

// compare reports the figures of Bolt, and ours in percent of them, each run with the
// one of Bolt that followed it. What was refused or given up is done sooner than what
// was asked for, so only rounds count in which both answered everything.
func (rs ackRuns) compare(b *testing.B, bolt ackRuns) {
	b.Helper()
	var rounds []int
	for i := range rs {
		if rs[i].failed()+bolt[i].failed() == 0 {
			rounds = append(rounds, i)
		}
	}
	b.ReportMetric(bolt.resident(), "bolt-RSS-MB")
	b.ReportMetric(100*rs.resident()/bolt.resident(), "RSS-%bolt<=100")
	b.ReportMetric(bolt.failed(), "bolt-failed")
	b.ReportMetric(float64(len(rounds)), fmt.Sprintf("rounds-compared>=%d", len(rs)))
	for _, f := range ackFigures {
		b.ReportMetric(bolt.middle(f.of), "bolt-"+f.name)
		if f.share != "" && len(rounds) > 0 {
			b.ReportMetric(middle(len(rounds), func(i int) float64 {
				return 100 * f.of(rs[rounds[i]]) / f.of(bolt[rounds[i]])
			}), f.share)
		}
	}
}

// middle gives the median of n values.
func middle(n int, of func(i int) float64) float64 {
	values := make([]float64, n)
	for i := range values {
		values[i] = of(i)
	}
	slices.Sort(values)
	return values[n/2]
}
