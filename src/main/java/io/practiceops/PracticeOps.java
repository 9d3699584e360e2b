package io.practiceops;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class PracticeOps {
    public static void main(String[] args) {
        SpringApplication.run(PracticeOps.class, args);
    }
}
