package im.parley.platform;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;

/// How the records of one type are read and made. It is kept for records of the same type, because
/// the JVM prepares every accessor anew at its first use.
record RecordShape(List<String> names, List<Method> accessors, Constructor<?> constructor) {
    static RecordShape of(Class<?> type) {
        var components = type.getRecordComponents();
        try {
            var types = Arrays.stream(components).map(RecordComponent::getType);
            var constructor = type.getDeclaredConstructor(types.toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            var accessors = Arrays.stream(components).map(RecordComponent::getAccessor).toList();
            accessors.forEach(accessor -> accessor.setAccessible(true));
            var names = Arrays.stream(components).map(RecordComponent::getName).toList();
            return new RecordShape(names, accessors, constructor);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(type + " has no canonical constructor", e);
        }
    }

    Object read(int component, Record of) {
        try {
            return accessors.get(component).invoke(of);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + names.get(component), e);
        }
    }

    /// @param path named where the record itself refuses the values
    Object make(String path, Object[] values) {
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (!(e.getCause() instanceof IllegalArgumentException refused))
                throw new IllegalStateException("cannot make the record of " + path, e);
            var text = String.valueOf(refused.getMessage());
            throw new BadSetting(text.startsWith(path) ? text : path + ": " + text);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make the record of " + path, e);
        }
    }
}
