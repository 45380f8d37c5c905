package procedure

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// Fault is one thing wrong in a procedure file, with its place.
type Fault struct {
	File         string // empty: the caller knows which
	Line, Column int    // from 1, the column in characters; 0: nowhere in particular
	Says         string
	Excerpt      string // the lines there, with a caret under the place
}

// Error returns place, message and excerpt.
func (f *Fault) Error() string {
	where := strings.TrimPrefix(fmt.Sprintf("%s:%d:%d: ", f.File, f.Line, f.Column), ":")
	if f.Line == 0 {
		where = strings.TrimPrefix(f.File+": ", ": ")
	}
	return "procedure: " + where + f.Says + f.below()
}

func (f *Fault) below() string {
	if f.Excerpt == "" {
		return ""
	}
	return "\n" + f.Excerpt
}

// Faults is all that is wrong in a file, in the order in which it was found.
type Faults []*Fault

// Error returns what each of them says, below each other.
func (fs Faults) Error() string {
	lines := make([]string, len(fs))
	for i, f := range fs {
		lines[i] = f.Error()
	}
	return strings.Join(lines, "\n")
}

// err gives the faults as an error, nil when there are none.
func (fs Faults) err() error {
	if len(fs) == 0 {
		return nil
	}
	return fs
}

// named puts the name of the file into an error of [Parse].
func named(err error, file string) error {
	var fs Faults
	if errors.As(err, &fs) {
		for _, f := range fs {
			f.File = file
		}
	}
	return err
}

// How much of a file an excerpt shows.
const (
	linesBefore  = 2
	excerptWidth = 100 // characters of one line
)

// faultAt is a fault at a line and a column, shown with the lines before it.
func faultAt(src []byte, line, column int, says string) *Fault {
	lines := strings.Split(string(src), "\n")
	line = min(max(line, 1), len(lines))
	column = max(column, 1)
	var b strings.Builder
	for n := max(1, line-linesBefore); n <= line; n++ {
		mark := " "
		if n == line {
			mark = ">"
		}
		fmt.Fprintf(&b, "%s %4d | %s\n", mark, n, shown(lines[n-1]))
	}
	fmt.Fprintf(&b, "       | %s^", strings.Repeat(" ", min(column-1, excerptWidth)))
	return &Fault{Line: line, Column: column, Says: says, Excerpt: b.String()}
}

// shown is a line as an excerpt prints it: cut, and without what would move
// the caret or the cursor.
func shown(line string) string {
	line = strings.ToValidUTF8(strings.TrimRight(line, "\r"), "\uFFFD")
	line = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7F {
			return ' '
		}
		return r
	}, line)
	if utf8.RuneCountInString(line) > excerptWidth {
		line = string([]rune(line)[:excerptWidth]) + "…"
	}
	return line
}
