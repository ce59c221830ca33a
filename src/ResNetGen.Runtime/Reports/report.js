(() => {
  'use strict';
  // Words at the pointer, in place of the browser's own, which come late and not to fingers.
  const tip = document.body.appendChild(document.createElement('div'));
  tip.id = 'tip';
  tip.hidden = true;
  document.querySelectorAll('[data-tip] > title').forEach(title => title.remove());
  let at = null;
  const show = event => {
    const target = event.target instanceof Element ? event.target.closest('[data-tip]') : null;
    if (at !== target) {
      at?.classList.remove('at');
      target?.classList.add('at');
      at = target;
      tip.hidden = !target;
      tip.textContent = target?.dataset.tip ?? '';
    }
    if (target) {
      const room = document.documentElement.clientWidth - tip.offsetWidth - 8;
      tip.style.left = Math.max(8, Math.min(event.clientX + 14, room)) + window.scrollX + 'px';
      tip.style.top = event.clientY + window.scrollY - tip.offsetHeight - 12 + 'px';
    }
  };
  document.addEventListener('pointermove', show);
  document.addEventListener('pointerdown', show);
  document.addEventListener('pointerleave', show);

  if (navigator.clipboard) {
    document.querySelectorAll('.command').forEach(command => {
      const button = command.appendChild(document.createElement('button'));
      button.type = 'button';
      button.textContent = 'Copy';
      button.addEventListener('click', async () => {
        await navigator.clipboard.writeText(command.querySelector('code').textContent);
        button.textContent = 'Copied';
      });
    });
  }
})();
