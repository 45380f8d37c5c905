package playground

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// maxBody bounds a request body; a view has at most 250 kB.
const maxBody = 2 << 20

// args are the arguments of a call: strings from a form, any JSON from a body.
type args map[string]any

func (a args) str(k string) string {
	switch v := a[k].(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	}
	return ""
}

func (a args) boolean(k string) bool {
	switch v := a[k].(type) {
	case bool:
		return v
	case string:
		return v == "1" || strings.EqualFold(v, "true")
	}
	return false
}

// integer returns d when k is absent, false when it is no whole number.
func (a args) integer(k string, d int) (int, bool) {
	if a.str(k) == "" {
		return d, true
	}
	n, err := strconv.Atoi(a.str(k))
	return n, err == nil
}

// value returns structured data, which a form carries as a string of JSON.
func (a args) value(k string) (any, error) {
	s, isText := a[k].(string)
	if !isText {
		return a[k], nil
	}
	if s == "" {
		return nil, nil
	}
	return decode([]byte(s))
}

// call is one call of a method.
type call struct {
	method  string
	args    args
	token   string
	needed  string // scope the method asked for, for the headers
	warning string
	json    bool // the body was JSON
}

// readCall takes arguments and token from a request. A token counts in the
// Authorization header or a form field, never in the query.
func readCall(w http.ResponseWriter, r *http.Request, method string) (*call, error) {
	c := &call{method: method, args: args{}}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		return c, fail("request_too_large")
	}
	addForm(c.args, r.URL.Query())
	delete(c.args, "token")
	kind, _, _ := strings.Cut(r.Header.Get("Content-Type"), ";")
	if err := c.readBody(strings.TrimSpace(kind), body); err != nil {
		return c, err
	}
	if c.json {
		delete(c.args, "token")
	}
	c.token = c.args.str("token")
	delete(c.args, "token")
	if bearer, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok {
		c.token = bearer
	}
	return c, nil
}

func (c *call) readBody(kind string, body []byte) error {
	switch {
	case len(body) == 0:
		return nil
	case kind == "application/json":
		c.json = true
		v, err := decode(body)
		if err != nil {
			return fail("invalid_json")
		}
		o, ok := v.(obj)
		if !ok {
			return fail("json_not_object")
		}
		for k, v := range o {
			c.args[k] = v
		}
		return nil
	case kind == "application/x-www-form-urlencoded":
		form, err := url.ParseQuery(string(body))
		if err != nil {
			return fail("invalid_form_data")
		}
		addForm(c.args, form)
		return nil
	}
	return fail("invalid_post_type")
}

func addForm(a args, form url.Values) {
	for k, v := range form {
		a[k] = v[len(v)-1]
	}
}

// slackError is an answer with ok false.
type slackError struct {
	code  string
	more  obj
	retry int // seconds; above 0 the answer is a 429
}

func (e *slackError) Error() string { return e.code }

func fail(code string) error { return &slackError{code: code} }

// invalid is an error that says in response_metadata what is wrong.
func invalid(code string, messages ...string) error {
	var list []any
	for _, m := range messages {
		list = append(list, "[ERROR] "+m)
	}
	return &slackError{code: code, more: obj{"response_metadata": obj{"messages": list}}}
}

func asSlackError(err error) *slackError {
	var se *slackError
	if errors.As(err, &se) {
		return se
	}
	return &slackError{code: "internal_error"}
}
