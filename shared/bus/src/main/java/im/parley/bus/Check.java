package im.parley.bus;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Message;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// What a request must look like before anybody asks whether it is allowed: the "Check" columns of
/// the specifications. A failed check is 1001 with the text as detail.
@FunctionalInterface
public interface Check {
    /// The check made ready for requests of one type.
    Test over(Descriptor request);

    @FunctionalInterface
    interface Test {
        Optional<String> complaint(Message request);
    }

    /// Text fields that must not be empty.
    static Check nonEmpty(String... fields) {
        return request -> {
            var paths = List.of(fields).stream().map(name -> FieldPath.of(request, name)).toList();
            return message -> {
                for (var path : paths)
                    if (path.textIn(message).isEmpty())
                        return Optional.of(path.name() + " is empty");
                return Optional.empty();
            };
        };
    }

    /// A message field that must be set.
    static Check present(String field) {
        return on(field, (path, message) -> path.isSetIn(message), "is not set");
    }

    static Check range(String field, long first, long last) {
        return on(
                field,
                (path, message) -> {
                    long number = path.numberIn(message);
                    return number >= first && number <= last;
                },
                "is not in " + first + "…" + last);
    }

    static Check atLeast(String field, long first) {
        return on(
                field, (path, message) -> path.numberIn(message) >= first, "is less than " + first);
    }

    static Check nonZero(String field) {
        return on(field, (path, message) -> path.numberIn(message) != 0, "is 0");
    }

    static Check someOf(String listField) {
        return on(listField, (path, message) -> !path.listIn(message).isEmpty(), "is empty");
    }

    static Check atMost(String listField, int count) {
        return on(
                listField,
                (path, message) -> path.listIn(message).size() <= count,
                "has more than " + count + " elements");
    }

    static Check distinct(String listField) {
        return on(
                listField,
                (path, message) -> {
                    var list = path.listIn(message);
                    return new HashSet<>(list).size() == list.size();
                },
                "has repeated elements");
    }

    /// The page that a list route needs (http-identity-and-groups.md 1.3).
    static Check pagination() {
        return request -> {
            var page = FieldPath.of(request, "pagination");
            var number = FieldPath.of(request, "pagination.pageNumber");
            return message -> {
                if (!page.isSetIn(message)) return Optional.of("pagination is empty");
                return number.numberIn(message) < 1
                        ? Optional.of("pageNumber is invalid")
                        : Optional.empty();
            };
        };
    }

    /// Anything else about one request type.
    static <R extends Message> Check that(Class<R> type, Predicate<R> holds, String complaint) {
        return _ ->
                message ->
                        holds.test(type.cast(message)) ? Optional.empty() : Optional.of(complaint);
    }

    private static Check on(String field, FieldTest holds, String complaint) {
        return request -> {
            var path = FieldPath.of(request, field);
            return message ->
                    holds.test(path, message)
                            ? Optional.empty()
                            : Optional.of(path.name() + " " + complaint);
        };
    }

    @FunctionalInterface
    interface FieldTest {
        boolean test(FieldPath path, Message message);
    }
}
