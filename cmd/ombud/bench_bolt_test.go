package main

import (
	"bytes"
	"crypto/rand"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"ombud/db"
	"ombud/vault"
)

// filing is what one filing of ours showed and wrote, for Bolt to show and write too.
type filing struct {
	Form   json.RawMessage `json:"form"`   // the view that the command opened
	Answer json.RawMessage `json:"answer"` // to the submission
	Line   json.RawMessage `json:"line"`   // left where the command was typed
	Number string          `json:"number"` // of the case, as it stands in all the others
	Tables []filedRows     `json:"tables"`
}

type filedRows struct {
	Name    string   `json:"name"`
	Columns []string `json:"columns"`
	Rows    [][]any  `json:"rows"`
}

// filedTables are those that a filing writes, in an order that foreign keys allow.
var filedTables = []string{"complaint", "involved", "event", "sealed", "blind", "file", "duty", "awaited", "notice"}

// recordFiling has our bot file the first two cases of its database, and returns the
// file that holds what the second one showed and wrote: its posts wait behind those that
// were refused to the first, so that its notices are as they were written.
func recordFiling(b *testing.B, slack *benchWorld, bot *process, database string) string {
	b.Helper()
	raw, err := sql.Open("postgres", database)
	mustBench(b, err)
	defer raw.Close()
	fileCase(b, slack, bot, "+31 6 1111111111")
	for refused := false; !refused; time.Sleep(10 * time.Millisecond) {
		mustBench(b, raw.QueryRow("SELECT MIN(attempts) > 0 AND MAX(state) = 'pending' FROM notice").Scan(&refused))
	}
	f := filing{Answer: fileCase(b, slack, bot, "+31 6 2222222222")}
	var call struct{ View json.RawMessage }
	calls := slack.Calls("views.open")
	mustBench(b, json.Unmarshal(calls[len(calls)-1].Request, &call))
	f.Form = call.View
	mustBench(b, raw.QueryRow("SELECT number FROM complaint WHERE ordinal = 2").Scan(&f.Number))
	for ; f.Line == nil; time.Sleep(10 * time.Millisecond) { // it is said after the answer
		for _, call := range slack.Calls("respond") {
			if bytes.Contains(call.Request, []byte(f.Number)) {
				f.Line = call.Request
			}
		}
	}
	for _, name := range filedTables {
		if table := readFiled(b, raw, name, f.Number); len(table.Rows) > 0 {
			f.Tables = append(f.Tables, table)
		}
	}
	content, err := json.MarshalIndent(f, "", " ")
	mustBench(b, err)
	path := filepath.Join(b.TempDir(), "filing.json")
	mustBench(b, os.WriteFile(path, content, 0o600))
	return path
}

// fileCase fills the form for the customer with that phone, who has no case yet, sends
// it and returns the answer.
func fileCase(b *testing.B, slack *benchWorld, bot *process, phone string) json.RawMessage {
	b.Helper()
	submit := fillForm(b, slack, bot, slack.As(filerID(0)), phone)
	answer, status, err := submit.send(http.DefaultClient, bot.addr)
	mustBench(b, err)
	if status != http.StatusOK || !json.Valid(answer) {
		b.Fatalf("the filing was answered %d %s\n%s", status, answer, bot.output(b))
	}
	return answer
}

// readFiled reads a table. Of what is sealed, and of a wrapped key, only the length is
// kept; notices number themselves.
func readFiled(b *testing.B, raw *sql.DB, name, number string) filedRows {
	b.Helper()
	rows, err := raw.Query("SELECT * FROM "+name+" WHERE number = $1", number)
	mustBench(b, err)
	defer rows.Close()
	columns, err := rows.Columns()
	mustBench(b, err)
	skipped := 0
	if name == "notice" {
		skipped = slices.Index(columns, "id") + 1
	}
	table := filedRows{Name: name, Columns: columns[skipped:]}
	for rows.Next() {
		row, into := make([]any, len(columns)), make([]any, len(columns))
		for i := range row {
			into[i] = &row[i]
		}
		mustBench(b, rows.Scan(into...))
		for i, value := range row {
			if box, ok := value.([]byte); ok {
				row[i] = map[string]int{"sealed": len(box)}
				if name == "complaint" {
					row[i] = map[string]int{"wrapped": len(box)}
				}
			}
		}
		table.Rows = append(table.Rows, row[skipped:])
	}
	mustBench(b, rows.Err())
	return table
}

// startBolt runs the bot of tools/bolt.
func startBolt(b *testing.B, slack *benchWorld, database, filing string) *process {
	b.Helper()
	app, err := filepath.Abs("../../tools/bolt/app.js")
	mustBench(b, err)
	node, err := exec.LookPath("node")
	if err == nil {
		_, err = os.Stat(filepath.Join(filepath.Dir(app), "node_modules"))
	}
	if err != nil {
		b.Fatalf("BOLT IS NOT MEASURED: %v: `make bench` installs what it needs, or names it", err)
	}
	key := make([]byte, 32)
	_, _ = rand.Read(key) // never fails
	addr := freeAddr(b)
	p := startProcess(b, node, map[string]string{
		"NODE_ENV": "production", "ADDRESS": addr, "DATABASE_URL": database, "MASTER_KEY": hex.EncodeToString(key), "FILING": filing,
		"SLACK_BOT_TOKEN": slack.Config().BotToken, "SLACK_SIGNING_SECRET": slack.Config().SigningSecret, "SLACK_API_URL": slack.APIURL(),
	}, app)
	p.addr = addr
	waitFor(b, p, "http://"+addr+"/readyz", http.StatusNoContent)
	return p
}

// boltDatabase gives the address of a database with our tables, which are empty.
func boltDatabase(b *testing.B) string {
	b.Helper()
	url := benchPostgres(b)
	keyset, err := vault.NewKeyset()
	mustBench(b, err)
	v, err := vault.New(keyset)
	mustBench(b, err)
	store, err := db.Open(b.Context(), url, v)
	mustBench(b, err)
	mustBench(b, store.Close())
	return url
}

// sameRows fails when Bolt wrote more or fewer rows for a case than we do.
func sameRows(b *testing.B, ours, bolt string) {
	b.Helper()
	perCase := func(database string) (counts []float64) {
		raw, err := sql.Open("postgres", database)
		mustBench(b, err)
		defer raw.Close()
		for _, table := range filedTables {
			var n float64
			mustBench(b, raw.QueryRow("SELECT COUNT(*)::float / (SELECT COUNT(*) FROM complaint) FROM "+table).Scan(&n))
			counts = append(counts, n)
		}
		return counts
	}
	if we, they := perCase(ours), perCase(bolt); !slices.Equal(we, they) {
		b.Errorf("rows of a case in %v: ours %v, Bolt's %v", filedTables, we, they)
	}
}
