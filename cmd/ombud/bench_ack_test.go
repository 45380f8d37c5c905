package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"ombud/playground"
)

const (
	ackRate   = 200 // requests a second
	ackTime   = 15 * time.Second
	ackWarmUp = 2 * time.Second
	ackCount  = int(ackTime / (time.Second / ackRate))
	ackWarm   = int(ackWarmUp / (time.Second / ackRate))
)

// BenchmarkAck sends what Slack sends, signed, at a fixed rate whatever the answers
// take, to the release binary on Postgres, and counts from the moment at which each
// request was due to the last byte of the answer. Commit and opened form come before
// that. Held refuses every post, so that only the intake works; sending lets the
// sender post at the pace that Slack allows. Postgres, the imitated Slack and the load
// share the machine with the bot.
func BenchmarkAck(b *testing.B) {
	bin := buildBinary(b)
	defer debug.SetGCPercent(debug.SetGCPercent(800)) // the load's own garbage is not the bot's
	for _, mode := range []string{"held", "sending"} {
		b.Run(mode, func(b *testing.B) {
			slack := benchSlack(b)
			if mode == "held" {
				slack.Fail(playground.Fault{
					Method: "chat.postMessage", Times: -1, Kind: playground.HTTPStatus, Status: http.StatusTooManyRequests, RetryAfter: 3600,
				})
			}
			bot := startServe(b, bin, slack, map[string]string{"DATABASE_URL": benchPostgres(b)})
			commands := harvest(b, slack)
			submits := benchForms(b, slack, bot, commands)
			var opened, filed *benchFigures
			for b.Loop() { // once: it takes long enough
				opened = drive(b, bot, commands, func(answer []byte) bool { return len(answer) == 0 })
				filed = drive(b, bot, submits, func(answer []byte) bool { return bytes.Contains(answer, []byte(`"response_action":"update"`)) })
			}
			imitation := &benchFigures{took: slices.Sorted(slices.Values(slack.opening))}
			b.ReportMetric(imitation.quantile(0.50), "open-slack-p50-ms")
			b.ReportMetric(imitation.quantile(0.99), "open-slack-p99-ms")
			b.ReportMetric(opened.quantile(0.50), "open-p50-ms")
			b.ReportMetric(opened.quantile(0.99), "open-p99-ms<=5")
			b.ReportMetric(opened.cpu, "open-cpu-ms")
			b.ReportMetric(filed.quantile(0.50), "submit-p50-ms")
			b.ReportMetric(filed.quantile(0.99), "submit-p99-ms<=12")
			b.ReportMetric(filed.cpu, "submit-cpu-ms<=0.6")
			b.ReportMetric(float64(opened.failed+filed.failed), "failed<=0")
			b.ReportMetric(max(opened.others, filed.others), "others-%ofcore")
			b.ReportMetric(bot.resident(b, "VmHWM"), "RSS-MB<=80")
			b.ReportMetric(0, "ns/op")
			if opened.failed+filed.failed == 0 {
				refuseTrouble(b, bot)
			}
		})
	}
}

// harvest lets the filers type the command often enough, and keeps what Slack would
// have sent.
func harvest(b *testing.B, slack *benchWorld) []benchRequest {
	b.Helper()
	slack.to("")
	slack.kept()
	for i := range ackWarm + ackCount {
		seen, err := slack.As(filerID(i)).Command(benchDesk, "/complaint", "")
		if err != nil || seen.Failure != "" {
			b.Fatalf("command %d: %v %s", i, err, seen.Failure)
		}
	}
	return slack.kept()
}

// benchForms lets each filer fill the form once, with every field that is required, and
// makes of it as many submissions as there are commands: each of a window of its own,
// that was opened by its own command.
func benchForms(b *testing.B, slack *benchWorld, bot *process, commands []benchRequest) []benchRequest {
	b.Helper()
	samples := make([]benchRequest, benchFilers)
	for i := range samples {
		who := slack.As(filerID(i))
		slack.to(bot.addr)
		seen, err := who.Command(benchDesk, "/complaint", "")
		if err != nil || seen.Modal == nil {
			b.Fatalf("open the form: %v %s\n%s", err, seen.Failure, bot.output(b))
		}
		mustBench(b, who.FillAll(map[string]any{
			"name": "Anna de Vries", "phone": benchPhone, "summary": "Annual accounts two months late",
			"story": strings.Repeat("The accounts were promised for September and came in November. ", 6),
		}))
		slack.to("")
		slack.kept()
		_, err = who.Submit()
		mustBench(b, err)
		samples[i] = slack.kept()[0]
	}
	made := make([]benchRequest, len(commands))
	for i, command := range commands {
		made[i] = samples[i%benchFilers].again(b, slack.Config().SigningSecret, i, command)
	}
	return made
}

// benchPhone is the customer of the form that every submission is made of.
const benchPhone = "+31 6 12345678"

var hookID = regexp.MustCompile(`/respond/([A-Za-z0-9-]+)`)

// again is the submission of another window, opened by that command.
func (r *benchRequest) again(b *testing.B, secret string, i int, command benchRequest) benchRequest {
	b.Helper()
	form, err := url.ParseQuery(string(r.body))
	mustBench(b, err)
	typed, err := url.ParseQuery(string(command.body))
	mustBench(b, err)
	payload := form.Get("payload")
	var sent struct {
		View struct {
			ID string `json:"id"`
		} `json:"view"`
	}
	mustBench(b, json.Unmarshal([]byte(payload), &sent))
	hook := hookID.FindStringSubmatch(payload)
	if sent.View.ID == "" || hook == nil {
		b.Fatalf("no view or response URL in %s", payload)
	}
	payload = strings.ReplaceAll(payload, sent.View.ID, fmt.Sprintf("VBENCH%06d", i))
	payload = strings.ReplaceAll(payload, hook[1], hookID.FindStringSubmatch(typed.Get("response_url"))[1])
	payload = strings.ReplaceAll(payload, benchPhone, fmt.Sprintf("+31 6 %08d", 20_000_000+i)) // each of another customer
	next := benchRequest{r.path, r.header.Clone(), []byte(url.Values{"payload": {payload}}.Encode())}
	next.header.Set("X-Slack-Signature", playground.Sign(secret, next.header.Get("X-Slack-Request-Timestamp"), next.body))
	return next
}

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
	before, others, start := bot.cpu(b), othersCPU(b, bot), time.Now()
	var f benchFigures
	f.took, f.failed = fire(b, client, bot, requests[ackWarm:], good)
	f.cpu = float64((bot.cpu(b) - before).Microseconds()) / 1000 / float64(len(f.took))
	f.others = max(0, 100*(othersCPU(b, bot)-others).Seconds()/time.Since(start).Seconds())
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

// refuseTrouble fails when the bot logged a failure: what went wrong took no time.
func refuseTrouble(b *testing.B, bot *process) {
	b.Helper()
	for line := range bytes.Lines(bot.output(b)) {
		if bytes.Contains(line, []byte(`"level":"ERROR"`)) || bytes.Contains(line, []byte(`"not said"`)) {
			b.Fatalf("the bot logged %.500s", line)
		}
	}
}
