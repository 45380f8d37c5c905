package db

import (
	"fmt"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/jmoiron/sqlx"
	"github.com/jmoiron/sqlx/reflectx"
)

// bound gives the query with placeholders, which count on from a number, and the values
// of its rows: what sqlx makes of it, but that sqlx reads the query anew each time, which
// took longer than anything else in a filing but the database itself.
func (p part) bound(from int) (text string, args []any, err error) {
	t, err := templateOf(p)
	if err != nil {
		return "", nil, err
	}
	for _, row := range p.rows {
		v := reflect.ValueOf(row)
		for _, field := range t.fields {
			args = append(args, reflectx.FieldByIndexesReadOnly(v, field).Interface())
		}
	}
	text, err = t.text(p, from)
	return text, args, err
}

// template is a named query that was read: which fields of a row it takes, and its texts
// by the number of rows and of the values before it.
type template struct {
	fields [][]int
	mu     sync.Mutex
	texts  map[[2]int]string
}

// maxTexts bounds the texts that are kept of a query.
const maxTexts = 200

var (
	templates   sync.Map // *template by templateKey
	nameInQuery = regexp.MustCompile(`:(\w+)`)
	mapper      = reflectx.NewMapperFunc("db", sqlx.NameMapper)
)

type templateKey struct {
	query string
	row   reflect.Type
}

func templateOf(p part) (*template, error) {
	key := templateKey{p.query, reflect.TypeOf(p.rows[0])}
	if t, known := templates.Load(key); known {
		return t.(*template), nil
	}
	var named []string
	for _, found := range nameInQuery.FindAllStringSubmatch(p.query, -1) {
		named = append(named, found[1])
	}
	t := &template{fields: mapper.TraversalsByName(key.row, named), texts: map[[2]int]string{}}
	_, args, err := sqlx.BindNamed(sqlx.DOLLAR, p.query, p.rows)
	if err == nil && len(args) != len(p.rows)*len(named) {
		err = fmt.Errorf("%d names, %d values for %d rows: %s", len(named), len(args), len(p.rows), p.query)
	}
	if err != nil {
		return nil, err
	}
	templates.Store(key, t)
	return t, nil
}

func (t *template) text(p part, from int) (string, error) {
	key := [2]int{len(p.rows), from}
	t.mu.Lock()
	defer t.mu.Unlock()
	if text, known := t.texts[key]; known {
		return text, nil
	}
	text, _, err := sqlx.BindNamed(sqlx.DOLLAR, p.query, p.rows)
	if err != nil {
		return "", err
	}
	text = shifted(text, from)
	if len(t.texts) < maxTexts {
		t.texts[key] = text
	}
	return text, nil
}

// shifted counts the placeholders of a query on from by. No query of ours holds a $
// that is none.
func shifted(query string, by int) string {
	pieces := strings.Split(query, "$")
	var out strings.Builder
	out.WriteString(pieces[0])
	for _, piece := range pieces[1:] {
		digits := len(piece) - len(strings.TrimLeft(piece, "0123456789"))
		n, _ := strconv.Atoi(piece[:digits]) // sqlx wrote it
		out.WriteString("$" + strconv.Itoa(n+by) + piece[digits:])
	}
	return out.String()
}
