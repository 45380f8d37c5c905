package playground

import (
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
)

// id returns a new id in Slack's shape: a letter and capitals and digits.
func (s *Slack) id(prefix string) string {
	s.counter++
	n := strings.ToUpper(strconv.FormatInt(s.counter, 36))
	return prefix + "0" + strings.Repeat("0", max(0, 8-len(n))) + n
}

// secret returns an id that cannot be guessed, for URLs and tickets.
func secret() string {
	var b [16]byte
	_, _ = rand.Read(b[:])
	return hex.EncodeToString(b[:])
}

// ts returns a new message time: business time to the microsecond, unique and
// rising even when the clock stands still or is set back.
func (s *Slack) ts() string {
	s.lastMicro = max(s.cfg.Now().UnixMicro(), s.lastMicro+1)
	return microTS(s.lastMicro)
}

func microTS(us int64) string { return fmt.Sprintf("%d.%06d", us/1e6, us%1e6) }

// parseTS reads "seconds.micros" into microseconds; a bare number of seconds is
// allowed, as Slack's oldest and latest allow it.
func parseTS(ts string) (int64, bool) {
	sec, frac, _ := strings.Cut(ts, ".")
	n, err := strconv.ParseInt(sec, 10, 64)
	if err != nil || len(frac) > 6 {
		return 0, false
	}
	if frac == "" {
		return n * 1e6, true
	}
	f, err := strconv.ParseInt(frac+strings.Repeat("0", 6-len(frac)), 10, 64)
	return n*1e6 + f, err == nil
}

func (s *Slack) hash() string {
	s.counter++
	return fmt.Sprintf("%d.%s", s.cfg.Machine().Unix(), secret()[:8])
}
