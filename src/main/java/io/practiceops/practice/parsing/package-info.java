/** What a file says, read in processes of their own: whoever sent it may mean harm. */
@ApplicationModule(displayName = "Parsing")
@NullMarked
package io.practiceops.practice.parsing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
