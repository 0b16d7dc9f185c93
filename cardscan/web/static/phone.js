// The photo is sent as soon as it is taken: one tap a card.
const photo = document.getElementById("photo");
photo?.addEventListener("change", () => {
  if (!photo.files.length) return;
  document.getElementById("reading").hidden = false;
  photo.form.submit();
});
