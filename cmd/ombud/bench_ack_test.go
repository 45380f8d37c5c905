package main

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"net/http"
	"net/url"
	"regexp"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"time"

	"ombud/playground"
)

const (
	ackRate   = 200 // requests a second
	ackTime   = 8 * time.Second
	ackWarmUp = 2 * time.Second
	ackCount  = int(ackTime / (time.Second / ackRate))
	ackWarm   = int(ackWarmUp / (time.Second / ackRate))
	ackRounds = 3
)

// BenchmarkAck sends what Slack sends, signed, at a fixed rate whatever the answers
// take, to the release binary on Postgres, and counts from the moment at which each
// request was due to the last byte of the answer. Commit and opened form come before
// that. Postgres, the imitated Slack and the load share the machine with the bot.
//
// Held refuses every post, so that only the intake works, and takes turns with the
// same on Bolt for JavaScript (tools/bolt), which posts nothing either: what the machine
// does to one it does to both. Sending lets the sender post at the pace that Slack allows.
func BenchmarkAck(b *testing.B) {
	bin := buildBinary(b)
	defer debug.SetGCPercent(debug.SetGCPercent(800)) // the load's own garbage is not the bot's
	b.Run("held", func(b *testing.B) {
		slack := benchSlack(b, true)
		slack.Fail(playground.Fault{
			Method: "chat.postMessage", Times: -1, Kind: playground.HTTPStatus, Status: http.StatusTooManyRequests, RetryAfter: 3600,
		})
		database, theirDatabase := benchPostgres(b), boltDatabase(b)
		bot := startServe(b, bin, slack, map[string]string{"DATABASE_URL": database})
		bolt := startBolt(b, slack, theirDatabase, recordFiling(b, slack, bot, database))
		moveIn(b, slack, bot, database)
		moveIn(b, slack, bolt, theirDatabase)
		var ours, theirs ackRuns
		for b.Loop() { // once: it takes long enough
			for range ackRounds {
				ours = append(ours, runAck(b, slack, bot))
				theirs = append(theirs, runAck(b, slack, bolt))
			}
		}
		ours.report(b, bot)
		ours.compare(b, theirs)
		if said := bolt.output(b); len(said) > 0 { // it warns of failures only
			b.Errorf("Bolt said %.1000s", said)
		}
		sameRows(b, database, theirDatabase)
	})
	b.Run("sending", func(b *testing.B) {
		slack := benchSlack(b, true)
		database := benchPostgres(b)
		bot := startServe(b, bin, slack, map[string]string{"DATABASE_URL": database})
		moveIn(b, slack, bot, database)
		var ours ackRuns
		for b.Loop() {
			ours = append(ours, runAck(b, slack, bot))
		}
		ours.report(b, bot)
	})
}

// moveIn has the bot file as many cases as a run does, which are not counted, and lets
// Postgres look at them, as it does by itself within a minute: until then each connection
// keeps the plans that were good for empty tables, and reads every row.
func moveIn(b *testing.B, slack *benchWorld, bot *process, database string) {
	b.Helper()
	runAck(b, slack, bot)
	raw, err := sql.Open("postgres", database)
	mustBench(b, err)
	defer raw.Close()
	_, err = raw.Exec("ANALYZE")
	mustBench(b, err)
}

// runAck has a bot answer as many commands as the rate gives, then as many filings.
func runAck(b *testing.B, slack *benchWorld, bot *process) ackRun {
	b.Helper()
	slack.tick()
	commands := harvest(b, slack)
	submits := benchForms(b, slack, bot, commands)
	slack.opened()
	run := ackRun{
		opened: drive(b, bot, commands, func(answer []byte) bool { return len(answer) == 0 }),
		filed:  drive(b, bot, submits, func(answer []byte) bool { return bytes.Contains(answer, []byte(`"response_action":"update"`)) }),
		slack:  &benchFigures{took: slices.Sorted(slices.Values(slack.opened()))},
	}
	run.resident = bot.resident(b, "VmHWM")
	return run
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
		samples[i] = fillForm(b, slack, bot, slack.As(filerID(i)), benchPhone)
	}
	made := make([]benchRequest, len(commands))
	for i, command := range commands {
		made[i] = samples[i%benchFilers].again(b, slack.Config().SigningSecret, command)
	}
	return made
}

// benchPhone is the customer of the form that every submission is made of.
const benchPhone = "+31 6 12345678"

// fillForm opens the form and returns its submission, which nobody got yet.
func fillForm(b *testing.B, slack *benchWorld, bot *process, who *playground.Person, phone string) benchRequest {
	b.Helper()
	slack.to(bot.addr)
	seen, err := who.Command(benchDesk, "/complaint", "")
	if err != nil || seen.Modal == nil {
		b.Fatalf("open the form: %v %s\n%s", err, seen.Failure, bot.output(b))
	}
	mustBench(b, who.FillAll(map[string]any{
		"name": "Anna de Vries", "phone": phone, "summary": "Annual accounts two months late",
		"story": strings.Repeat("The accounts were promised for September and came in November. ", 6),
	}))
	slack.to("")
	slack.kept()
	_, err = who.Submit()
	mustBench(b, err)
	return slack.kept()[0]
}

var hookID = regexp.MustCompile(`/respond/([A-Za-z0-9-]+)`)

// again is the submission of another window, opened by that command.
func (r *benchRequest) again(b *testing.B, secret string, command benchRequest) benchRequest {
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
	other := hookID.FindStringSubmatch(typed.Get("response_url"))[1] // no two commands share it
	payload = strings.ReplaceAll(payload, sent.View.ID, "V"+strings.ToUpper(other))
	payload = strings.ReplaceAll(payload, hook[1], other)
	payload = strings.ReplaceAll(payload, benchPhone, fmt.Sprintf("+31 6 %010d", crc32.ChecksumIEEE([]byte(other)))) // of another customer
	next := benchRequest{r.path, r.header.Clone(), []byte(url.Values{"payload": {payload}}.Encode())}
	next.header.Set("X-Slack-Signature", playground.Sign(secret, next.header.Get("X-Slack-Request-Timestamp"), next.body))
	return next
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
