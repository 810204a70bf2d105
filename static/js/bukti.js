// PDFs are shown in the page where there is room. Elsewhere, and without scripts, a link opens them.

if (matchMedia("(min-width: 48rem)").matches && navigator.pdfViewerEnabled !== false) {
  for (const place of document.querySelectorAll("[data-pdf]")) {
    const frame = document.createElement("iframe");
    frame.src = place.dataset.pdf;
    frame.title = place.dataset.title;
    frame.loading = "lazy";
    place.append(frame);
    place.hidden = false;
  }
}
