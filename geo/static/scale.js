/* A scale bar that writes its units in the page's language; Leaflet's own knows Latin letters only. */
"use strict";

L.Control.SpokenScale = L.Control.Scale.extend({
  options: { imperial: false, position: "bottomleft" },

  speak(language) {
    this.language = language;
    this._update();
  },

  _updateScale(bar, text, ratio) {
    const [length, unit] = text.split(" ");
    const written = new Intl.NumberFormat(this.language === "ar" ? "ar-u-nu-latn" : "en-GB", {
      style: "unit", unit: unit === "km" ? "kilometer" : "meter", unitDisplay: "short",
    });
    L.Control.Scale.prototype._updateScale.call(this, bar, written.format(length), ratio);
  },
});
