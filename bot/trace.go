package bot

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"slices"
	"strings"
	"syscall"
)

// referenceLetters leave out what is misheard or misread on the telephone.
const referenceLetters = "ACDEFHJKLMNPRTUVWXYZ2345679"

// newReference returns four characters that lead from what a person reads to the
// line in the log.
func newReference() string {
	raw := make([]byte, 4)
	_, _ = rand.Read(raw) // never fails, by its documentation
	for i, b := range raw {
		raw[i] = referenceLetters[int(b)%len(referenceLetters)]
	}
	return string(raw)
}

// attributes are what the log may know of a request: ids, no names and no text.
func attributes(r *Request) []any {
	return []any{"kind", string(r.Kind), "route", r.Route, "team", r.Team, "user", r.User}
}

func (rt *Router) logFailure(r *Request, err error, ref string) {
	rt.Log.Error("request failed", append(attributes(r), "ref", ref, "error", err)...)
}

// LogAttr lets of an error into the log only what is ours to say, whoever logs it: a
// driver or library may quote somebody's words. It is the ReplaceAttr of every handler
// of logs.
func LogAttr(_ []string, a slog.Attr) slog.Attr {
	if a.Value.Kind() != slog.KindAny {
		return a
	}
	if err, ok := a.Value.Any().(error); ok {
		a.Value = slog.StringValue(errorPlace(err))
	}
	return a
}

// errorPlace describes an error without repeating what it says at its root. The
// wrapping around it is ours and holds ids only. Of a database's error the code is left,
// and what the system says of a file or connection is left whole.
func errorPlace(err error) string {
	root := err
	for {
		next := errors.Unwrap(root)
		if _, ours := root.(*Error); ours || next == nil { //nolint:errorlint // it walks the wrapping itself
			break
		}
		root = next
	}
	switch root.(type) { //nolint:errorlint // as above
	case *Error, syscall.Errno:
		return err.Error()
	}
	if slices.Contains(ownErrors, root) {
		return err.Error()
	}
	around, _ := strings.CutSuffix(err.Error(), root.Error())
	if around == err.Error() {
		around = ""
	}
	if several, ok := root.(interface{ Unwrap() []error }); ok {
		var places []string
		for _, each := range several.Unwrap() {
			places = append(places, errorPlace(each))
		}
		return around + strings.Join(places, "; ")
	}
	if coded, ok := root.(interface{ SQLState() string }); ok {
		return around + fmt.Sprintf("%T %s", root, coded.SQLState())
	}
	return around + fmt.Sprintf("%T", root)
}

// ownErrors say nothing but what stands in the source.
var ownErrors = []error{ErrSlow, ErrPanic, ErrNotShown, errMalformed, context.Canceled, context.DeadlineExceeded}

// Guard runs f and returns its error; of a panic it makes ErrPanic with the place and
// nothing of what it said. A goroutine that panics would end the process.
func Guard(f func() error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("%w at %s", ErrPanic, PanicPlace())
		}
	}()
	return f()
}

// PanicPlace returns function and line of the code that panicked, and nothing of what
// it said; it is called in the deferred function that recovers.
func PanicPlace() string {
	pcs := make([]uintptr, 32)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(3, pcs)])
	for {
		f, more := frames.Next()
		if !strings.HasPrefix(f.Function, "runtime.") {
			return fmt.Sprintf("%s:%d", f.Function, f.Line)
		}
		if !more {
			return "unknown place"
		}
	}
}
