package io.practiceops.practice.retention;

import io.practiceops.PracticeOps;
import io.practiceops.TestFirm;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Actor;
import io.practiceops.foundation.web.Limit;
import io.practiceops.practice.clients.Client;
import io.practiceops.practice.clients.ClientDetails;
import io.practiceops.practice.clients.Clients;
import io.practiceops.practice.documents.Document.Category;
import io.practiceops.practice.documents.DocumentDetails;
import io.practiceops.practice.documents.Documents;
import io.practiceops.trust.access.NewUser;
import io.practiceops.trust.access.Role;
import io.practiceops.trust.access.Roles;
import io.practiceops.trust.access.User;
import io.practiceops.trust.access.Users;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/**
 * A server to be killed amid a disposal. "fill" serves a home of ten years ago and fills it,
 * "dispose" has all of that disposed of, "go on" only goes on with what there is.
 */
final class DisposalChild {

    static final int PAPERS = 60;

    private static final long BETWEEN_NANOS = 2_000_000;

    private DisposalChild() {}

    /** Not annotated, lest every other context finds it. */
    static class LongAgo {

        @Bean
        @Primary
        Clock longAgo() {
            return Clock.offset(Clock.systemUTC(), Duration.ofDays(-10 * 366));
        }
    }

    public static void main(String[] words) {
        var application =
                new SpringApplication(
                                words[1].equals("fill")
                                        ? new Class<?>[] {PracticeOps.class, LongAgo.class}
                                        : new Class<?>[] {PracticeOps.class})
                        .run(
                                "--practiceops.home=" + words[0],
                                "--server.port=0",
                                "--server.address=127.0.0.1",
                                "--spring.profiles.active=test");
        switch (words[1]) {
            case "fill" -> System.out.println("FIRM " + fill(application));
            case "dispose" -> {
                var order = dispose(application, UUID.fromString(words[2]));
                System.out.println("ORDER " + order);
                follow(application, UUID.fromString(words[2]), order);
            }
            default -> follow(application, UUID.fromString(words[2]), UUID.fromString(words[3]));
        }
    }

    private static UUID fill(ApplicationContext application) {
        var firm = new TestFirm(application);
        firm.asSystem(() -> {
            var details =
                    new ClientDetails(Client.Kind.INDIVIDUAL, "Ada", null, null, null, "FL", null);
            var client = application.getBean(Clients.class).take(details).id();
            for (var paper = 0; paper < PAPERS; paper++) {
                var bytes = ("%PDF-1.4 no. " + paper).getBytes(StandardCharsets.UTF_8);
                application
                        .getBean(Documents.class)
                        .upload(
                                new DocumentDetails(client, paper + ".pdf", Category.CONTRACT),
                                new ByteArrayInputStream(bytes));
            }
            return client;
        });
        return firm.id();
    }

    private static UUID dispose(ApplicationContext application, UUID firm) {
        var orders = application.getBean(DisposalOrders.class);
        var due = new ArrayList<UUID>();
        Acting.as(
                Actor.system("test", firm),
                () -> {
                    application.getBean(Sweeping.class).run();
                    orders.due(DisposalOrders.Filter.NONE, null, Limit.MOST)
                            .items()
                            .forEach(one -> due.add(one.document().id()));
                });
        var order =
                Acting.as(
                        person(application, firm, "petra", Role.ADMIN),
                        "test",
                        () -> orders.propose(due, "Their time is over."));
        Acting.as(
                person(application, firm, "conrad", Role.COMPLIANCE),
                "test",
                () -> orders.approve(order.id()));
        return order.id();
    }

    private static Actor person(ApplicationContext application, UUID firm, String name, Role role) {
        var user = new NewUser(name + "@later.example", name, Set.of(role), null, null);
        User added =
                Acting.as(
                        Actor.system("test", firm),
                        "test",
                        () ->
                                application
                                        .getBean(Users.class)
                                        .addWithPassword(user, TestFirm.PASSWORD));
        var rights = application.getBean(Roles.class).rightsOf(Set.of(role));
        return new Actor(Actor.Kind.USER, added.id(), null, name, firm, rights)
                .with(Actor.Proof.FRESH);
    }

    /** Says how many are gone until it is finished. */
    private static void follow(ApplicationContext application, UUID firm, UUID id) {
        var orders = application.getBean(DisposalOrders.class);
        while (true) {
            var order = Acting.as(Actor.system("test", firm), "test", () -> orders.find(id));
            System.out.println("GONE " + order.counts().disposed());
            if (order.state() == DisposalOrder.State.DONE) {
                System.out.println("LEFT OUT " + order.counts().refused());
                System.out.println("STILL THERE " + still(application, firm));
                System.out.println("CERTIFIED " + certified(application, firm, id));
                return;
            }
            LockSupport.parkNanos(BETWEEN_NANOS);
        }
    }

    private static long still(ApplicationContext application, UUID firm) {
        return Acting.as(
                Actor.system("test", firm),
                "test",
                () -> application.getBean(Documents.class).counts().all());
    }

    /** Different entries of the trail in the certificate. */
    private static long certified(ApplicationContext application, UUID firm, UUID id) {
        List<DisposalOrder.Item> items =
                Acting.as(
                        Actor.system("test", firm),
                        "test",
                        () -> application.getBean(DisposalOrders.class).items(id));
        return items.stream().map(DisposalOrder.Item::entry).distinct().count();
    }
}
