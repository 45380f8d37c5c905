'use strict'
// The tour: the page goes where a step is being done, and points at what to press.
{
  let looked = '' // what was pointed at last

  const there = () => location.pathname.replace(/\/$/, '') === document.body.dataset.follow

  // spot brings the case that is looked at into view, once it is on this page.
  function spot() {
    const number = sessionStorage.getItem('spot')
    if (!number || !there()) return
    sessionStorage.removeItem('spot')
    ;[...document.querySelectorAll(`#talk [data-carries^="${number}"]`)].at(-1)?.closest('article')?.scrollIntoView({block: 'nearest'})
  }

  // While a step is done the page looks on: where, the server says.
  Ombud.follow = () => {
    const {follow, followCase, running} = document.body.dataset
    if (sessionStorage.getItem('looking') && follow) {
      if (running === undefined) sessionStorage.removeItem('looking')
      if (followCase) sessionStorage.setItem('spot', followCase)
      if (!there() && sessionStorage.getItem('followed') !== follow) {
        sessionStorage.setItem('followed', follow) // once: whoever goes elsewhere meanwhile may
        Ombud.go(follow.endsWith(document.body.dataset.root.slice(0, -1)) ? follow + '/' : follow)
      }
    }
    spot()
  }

  function find(point) {
    const [action, number] = point.split(' ')
    if (action === 'person') return document.querySelector(`[data-person="${number}"]`)
    const form = document.querySelector('#modal')
    if (form) return [...form.querySelectorAll(`[data-action="${action}"]`)].at(-1) || form.querySelector('footer .primary') || form.querySelector('footer .button')
    if (action === 'page.composer') return document.querySelector('#talk .composer textarea')
    if (action === 'page.card') return document.querySelector(`#talk [data-carries^="${number}"]`)?.closest('.card')
    if (action === 'page.workday') return document.querySelector('.steps [value=workday]')
    return [...document.querySelectorAll(`:is(#talk, #thread) [data-action="${action}"]`)]
      .filter(b => !number || b.dataset.carries.startsWith(number)).at(-1)
  }

  Ombud.point = () => {
    const point = document.body.dataset.point || ''
    const to = point && find(point)
    for (const old of document.querySelectorAll('.pointed')) {
      if (old === to) continue
      old.classList.remove('pointed')
      if (old.getAttribute('aria-describedby') === 'tour-say') old.removeAttribute('aria-describedby')
    }
    if (!to) { looked = ''; return }
    to.classList.add('pointed')
    if (!to.hasAttribute('aria-describedby')) to.setAttribute('aria-describedby', 'tour-say')
    const now = point + (document.querySelector('#modal') ? ' form' : '')
    if (looked === now) return
    looked = now
    const menu = to.closest('details.menu')
    if (menu) menu.open = true
    to.scrollIntoView({block: 'nearest'})
    if (!document.querySelector('#modal') && to.matches('button, a, textarea')) to.focus({preventScroll: true})
  }

  document.addEventListener('click', e => {
    const b = e.target.closest('[data-tour] button')
    if (b?.value === 'do') { sessionStorage.setItem('looking', '1'); sessionStorage.removeItem('followed') }
    if (b?.value === 'show') looked = ''
    const copy = e.target.closest('[data-copy]')
    if (copy) {
      const said = copy.textContent
      navigator.clipboard.writeText(document.getElementById(copy.dataset.copy).textContent).then(() => {
        copy.textContent = copy.dataset.copied
        setTimeout(() => { copy.textContent = said }, 1500)
      }, () => getSelection().selectAllChildren(document.getElementById(copy.dataset.copy)))
    }
  })
}
