package playground

import (
	"html"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

func TestMrkdwn(t *testing.T) {
	o := newOffice(t, Config{})
	w := prose{p: o.As(sanne)}
	for name, c := range map[string]struct{ said, want string }{
		"plain":             {"gewoon", "gewoon"},
		"bold":              {"*vet* en *nog*", "<strong>vet</strong> en <strong>nog</strong>"},
		"italic and strike": {"_schuin_ ~weg~", "<em>schuin</em> <s>weg</s>"},
		"nested":            {"*vet _en schuin_*", "<strong>vet <em>en schuin</em></strong>"},
		"no mark in a word": {"snake_case_name 2*3*4", "snake_case_name 2*3*4"},
		"unclosed":          {"*half", "*half"},
		"space inside":      {"* geen *", "* geen *"},
		"code":              {"`a *b* &lt;c&gt;`", "<code>a *b* &lt;c&gt;</code>"},
		"fence":             {"```\nx *y*\n```", "<pre>x *y*</pre>"},
		"unclosed fence":    {"```x", "```x"},
		"quote":             {">een\n&gt;twee\nna", "<blockquote>een<br>twee</blockquote>na"},
		"list":              {"• een\n• twee", "<ul><li>een</li><li>twee</li></ul>"},
		"lines":             {"een\ntwee", "een<br>twee"},
		"link":              {"<https://a.example/?a=1&amp;b=2|hier>", `<a href="https://a.example/?a=1&amp;b=2" target="_blank" rel="noopener noreferrer">hier</a>`},
		"bare link":         {"zie https://a.example/x.", `zie <a href="https://a.example/x" target="_blank" rel="noopener noreferrer">https://a.example/x</a>.`},
		"mail":              {"<mailto:a@b.example|a@b.example>", `<a href="mailto:a@b.example" target="_blank" rel="noopener noreferrer">a@b.example</a>`},
		"script link":       {"<javascript:alert(1)|klik>", "klik"},
		"mention":           {"<@U0MILAN>", `<span class="mention">@Milan de Wit</span>`},
		"own mention":       {"<@U0SANNE>", `<span class="mention me">@Sanne Bakker</span>`},
		"channel":           {"<#C0KLACHTEN>", `<span class="mention">#klachten</span>`},
		"everybody":         {"<!channel>", `<span class="mention">@channel</span>`},
		"date":              {"<!date^1795093800^{date_num} {time}|toen>", "<time>2026-11-19 14:10</time>"},
		"emoji":             {":tada: :nietbekend:", `<span class="emoji" role="img" aria-label="tada">🎉</span> :nietbekend:`},
		"escaped html":      {"&lt;script&gt;alert(1)&lt;/script&gt;", "&lt;script&gt;alert(1)&lt;/script&gt;"},
		"raw html":          {`<img src=x onerror="alert(1)">`, "img src=x onerror=&#34;alert(1)&#34;"},
		"html in a label":   {"<https://a.example|&lt;b&gt;x&lt;/b&gt;>", `<a href="https://a.example" target="_blank" rel="noopener noreferrer">&lt;b&gt;x&lt;/b&gt;</a>`},
		"quote in a link":   {`<https://a.example/"onmouseover="x|y>`, `<a href="https://a.example/&#34;onmouseover=&#34;x" target="_blank" rel="noopener noreferrer">y</a>`},
		"double escape":     {"&amp;lt;", "&amp;lt;"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := string(w.mrkdwn(c.said)); got != c.want {
				t.Errorf("%q\n got %s\nwant %s", c.said, got, c.want)
			}
		})
	}
}

func TestMrkdwnOfManyMarksIsQuick(t *testing.T) {
	o := newOffice(t, Config{})
	start := time.Now()
	for _, s := range []string{"*a ", "*_~a ", "`", "<", "*a_b~", ":a", "```"} {
		prose{p: o.As(sanne)}.mrkdwn(strings.Repeat(s, 40_000/len(s)))
	}
	if took := time.Since(start); took > 10*time.Second {
		t.Errorf("took %v", took)
	}
}

// ownTags are all tags that prose may write.
var ownTags = regexp.MustCompile(`^<(/?(strong|em|s|code|pre|blockquote|ul|li|time|span|a)>|br>|` +
	`span class="(mention|mention me)">|span class="emoji" role="img" aria-label="[a-z0-9 +-]+">|` +
	`a href="(https?://|mailto:)[^"<>]*" target="_blank" rel="noopener noreferrer">)`)

// balanced tells whether all is text or a tag of ours, and every tag is closed.
func balanced(s string) bool {
	var open []string
	for s != "" {
		i := strings.IndexByte(s, '<')
		if i < 0 {
			break
		}
		s = s[i:]
		tag := ownTags.FindString(s)
		if tag == "" {
			return false
		}
		name := strings.FieldsFunc(tag, func(r rune) bool { return strings.ContainsRune("</> ", r) })[0]
		switch {
		case name == "br":
		case strings.HasPrefix(tag, "</"):
			if len(open) == 0 || open[len(open)-1] != name {
				return false
			}
			open = open[:len(open)-1]
		default:
			open = append(open, name)
		}
		s = s[len(tag):]
	}
	return len(open) == 0
}

func FuzzMrkdwn(f *testing.F) {
	for _, s := range []string{
		"*a* _b_ ~c~ `d`", "```x```", ">q\n• l", "<https://a.example|*x*>", "<@U1|a>", "<!date^1^{time}|<b>>", ":tada:", "&lt;&amp;lt;",
		"<\"><script>", "*<https://x.example|a*b>*", "http://\"onload=x", "<http://a\n|b>", "\x00\xff<",
	} {
		f.Add(s)
	}
	now := func() time.Time { return time.Date(2026, 11, 20, 9, 15, 0, 0, time.UTC) }
	p := New(Config{Now: now, Machine: now}).As("U0OMBUD")
	f.Fuzz(func(t *testing.T, said string) {
		for _, got := range []string{string(prose{p: p}.mrkdwn(said)), string(prose{p: p}.plain(said))} {
			if !balanced(got) {
				t.Fatalf("%q gives %q", said, got)
			}
		}
		if strings.ContainsAny(said, "\r\n:") {
			return
		}
		if got := html.UnescapeString(string(prose{p: p}.plain(said))); got != html.UnescapeString(html.EscapeString(said)) {
			t.Fatalf("%q reads %q", said, got)
		}
	})
}

// What the app writes as an emoji is one on the page. A code in its sources stands
// at the beginning of a text or before a space; ids of duties do not.
func TestEmojiOfTheAppAreKnown(t *testing.T) {
	code := regexp.MustCompile(`(?:^|[\s"'(]):([a-z][a-z0-9_+-]*):`)
	var files []string
	for _, pattern := range []string{"../lang/texts/*.yml", "../bot/view/*.go", "../handlers/*.go", "../cmd/ombud/*.go"} {
		found, err := filepath.Glob(pattern)
		if err != nil || len(found) == 0 {
			t.Fatalf("%s: %d files, %v", pattern, len(found), err)
		}
		files = append(files, found...)
	}
	seen := 0
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range code.FindAllStringSubmatch(string(source), -1) {
			seen++
			if emoji[m[1]] == "" {
				t.Errorf("%s: the page shows :%s: as it is written", file, m[1])
			}
		}
	}
	if seen < 20 {
		t.Errorf("only %d emoji found", seen)
	}
}
