package bot

import (
	"sync"
	"time"
)

// cacheSize bounds what is remembered; beyond it everything is forgotten.
const cacheSize = 10_000

// cache remembers what was looked up, for a short while.
type cache[T any] struct {
	now  func() time.Time
	keep time.Duration

	mu      sync.Mutex
	entries map[string]cached[T]
}

type cached[T any] struct {
	value T
	until time.Time
}

func (c *cache[T]) get(id string) (T, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.entries[id]
	return e.value, ok && c.now().Before(e.until)
}

// recent is get of what was asked for within a shorter time.
func (c *cache[T]) recent(id string, within time.Duration) (T, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.entries[id]
	return e.value, ok && c.now().Before(e.until.Add(within-c.keep))
}

// put remembers a value as of when it was asked for: what changed on its way is forgotten
// as soon as it would be otherwise.
func (c *cache[T]) put(id string, value T, asked time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.entries == nil || len(c.entries) >= cacheSize {
		c.entries = map[string]cached[T]{}
	}
	c.entries[id] = cached[T]{value, asked.Add(c.keep)}
}

func (c *cache[T]) drop(id string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.entries, id)
}
