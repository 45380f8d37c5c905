'use strict'
// Commands are offered to whoever types a slash; arrows choose, Tab or Enter takes.
{
  const list = el => el?.hasAttribute('aria-controls') && document.getElementById(el.getAttribute('aria-controls'))
  const lines = box => [...box.children].filter(l => !l.hidden)
  const norm = s => s.toLowerCase().replace(/\s+/g, ' ')

  function offer(el) {
    const box = list(el), typed = norm(el.value)
    if (!box) return
    let any = false
    for (const l of box.children) {
      const whole = norm(l.dataset.insert)
      l.hidden = !typed.startsWith('/') || el.value.includes('\n') || !(whole.startsWith(typed) && whole !== typed)
      any ||= !l.hidden
      l.setAttribute('aria-selected', false)
    }
    el.removeAttribute('aria-activedescendant')
    box.hidden = !any
  }

  function shut(el) {
    const box = list(el)
    if (!box) return
    box.hidden = true
    el.removeAttribute('aria-activedescendant')
  }

  function take(el, line) {
    el.value = line.dataset.insert
    el.dispatchEvent(new Event('input', {bubbles: true}))
    shut(el)
    el.focus()
  }

  document.addEventListener('input', e => { if (e.target.matches('.composer textarea')) offer(e.target) })
  document.addEventListener('focusout', e => { if (e.target.matches('.composer textarea')) setTimeout(() => { if (document.activeElement !== e.target) shut(e.target) }, 150) })
  document.addEventListener('click', e => {
    const line = e.target.closest('.offers [role=option]')
    if (line) take(line.closest('form').querySelector('textarea'), line)
  })

  // Before the composer's own keys: capture.
  document.addEventListener('keydown', e => {
    const el = e.target, box = el.matches('.composer textarea') && list(el)
    if (!box || box.hidden || e.isComposing) return
    const open = lines(box), at = open.findIndex(l => l.id === el.getAttribute('aria-activedescendant'))
    if (e.key === 'ArrowDown' || e.key === 'ArrowUp') {
      const to = open[(at + (e.key === 'ArrowDown' ? 1 : at < 0 ? 0 : -1) + open.length) % open.length]
      for (const l of open) l.setAttribute('aria-selected', l === to)
      el.setAttribute('aria-activedescendant', to.id)
      to.scrollIntoView({block: 'nearest'})
    } else if (e.key === 'Tab' && !e.shiftKey || e.key === 'Enter' && at >= 0) {
      take(el, open[Math.max(at, 0)])
    } else if (e.key === 'Escape') {
      shut(el)
    } else return
    e.preventDefault()
    e.stopPropagation()
  }, true)
}
