/** PracticeOps. Wings are packages, modules are packages inside them; arrows go down only. */
@NullMarked
package io.practiceops;

import org.jspecify.annotations.NullMarked;
