package io.practiceops.practice.vault;

/**
 * Task: remove from the store all objects whose keys begin so. Their key is gone already.
 *
 * @param prefix the key of a content; its derived objects begin with it
 */
record RemoveObject(String prefix) {}
