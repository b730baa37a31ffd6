"""Opens a report page in headless Chromium and uses it as a person would."""

import sys
import time
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.select import Select

page, screenshot = sys.argv[1:]

options = webdriver.ChromeOptions()
options.binary_location = "/usr/bin/chromium"
for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1200,900"):
    options.add_argument(argument)
options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
driver = webdriver.Chrome(options, webdriver.ChromeService("/usr/bin/chromedriver"))
try:
    driver.get(Path(page).resolve().as_uri())
    title = driver.title

    # The matrix: shares with their intervals, and fakes beside what obedience earns.
    cells = [cell.text for cell in driver.find_elements(By.CSS_SELECTOR, ".matrix td")]
    assert cells and all("%" in cell and "[" in cell for cell in cells if cell), cells
    assert any("as asked" in cell for cell in cells), cells

    # The browser of episodes: every one opens, with its boards as pictures.
    buttons = driver.find_elements(By.CSS_SELECTOR, "#episodes button")
    assert len(buttons) >= 6, len(buttons)
    # None of them succeeded, and so none has the colour of success.
    assert not driver.find_elements(By.CSS_SELECTOR, "#episodes button.success")
    names = set()
    for button in buttons:
        button.click()
        names.add(driver.find_element(By.CSS_SELECTOR, "#episode h3").text)
        pictures = driver.find_elements(By.CSS_SELECTOR, ".turn img")
        assert pictures
        for picture in pictures:
            assert picture.get_property("naturalWidth") > 0, picture.get_attribute("src")[:80]
    assert len(names) == len(buttons), names

    # The first false step is marked, what is true too, and a reply's markup is text.
    false = driver.find_elements(By.CSS_SELECTOR, "mark.first-false")
    assert false and "(1, 1)" in false[0].text and false[0].get_attribute("title"), len(false)
    assert driver.find_elements(By.CSS_SELECTOR, "mark.true")
    assert "<img" in driver.find_element(By.CSS_SELECTOR, ".turn > div > pre").text
    assert driver.title == title

    # The prompt unfolds.
    prompt = driver.find_element(By.CSS_SELECTOR, ".turn details")
    prompt.find_element(By.TAG_NAME, "summary").click()
    assert "#" in prompt.find_element(By.TAG_NAME, "pre").text

    # The filter leaves the episodes of one set.
    choices = Select(driver.find_element(By.ID, "filter"))
    values = [option.get_attribute("value") for option in choices.options]
    chosen = next(value for value in values if "numerical" in value)
    choices.select_by_value(chosen)
    shown = driver.find_elements(By.CSS_SELECTOR, "#episodes button")
    assert 0 < len(shown) < len(buttons) and all(chosen in button.text for button in shown)
    choices.select_by_value("")

    # Narrow screens have no page that is wider than they are.
    for width in (1200, 420):
        driver.set_window_size(width, 900)
        time.sleep(0.2)
        wide = driver.execute_script("return document.documentElement.scrollWidth - innerWidth")
        assert width < 1000 or wide <= 0, (width, wide)
    driver.set_window_size(1200, 900)

    errors = [entry for entry in driver.get_log("browser") if entry["level"] in ("SEVERE", "WARNING")]
    assert not errors, errors
    asked = [
        entry["message"] for entry in driver.get_log("performance")
        if '"Network.requestWillBeSent"' in entry["message"]]
    assert not [message for message in asked if '"url":"http' in message], asked

    driver.execute_script("document.querySelector('#browser').scrollIntoView()")
    driver.save_screenshot(screenshot)
    print(f"{len(buttons)} episodes opened, no error, no request to a network; {screenshot}")
finally:
    driver.quit()
