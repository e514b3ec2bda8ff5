package im.parley.state;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Declares a table: the record that is its row, which components are the key, and the orders it is
/// read in. Declared once, by the module that owns it.
///
///     static final Table<UserRow> USERS =
///             Table.of("user", UserRow.class).key("userID").index("byTime", "createTime");
///
/// Components are text, int, long, boolean or lists of text. New ones are only ever added at the
/// end; rows stored before have their zero value.
public final class Table<R extends Record> {
    /// One component of the row.
    public record Column(String name, Class<?> type, Method accessor) {
        public Object in(Record row) {
            try {
                return accessor.invoke(row);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("cannot read " + accessor, e);
            }
        }
    }

    /// An order over the rows: its columns, then the key's.
    public record Index(String name, boolean unique, List<Column> columns) {
        public Key in(Record row) {
            return new Key(columns.stream().map(column -> column.in(row)).toList());
        }
    }

    /// The name of the order by key, for scans.
    public static final String BY_KEY = "";

    private static final List<Class<?>> COLUMN_TYPES =
            List.of(String.class, int.class, long.class, boolean.class, List.class);

    private final String name;
    private final Constructor<R> constructor;
    private final Map<String, Column> columns;
    private final Map<String, Index> indexes = new LinkedHashMap<>();
    private Index key;

    private Table(String name, Class<R> type) {
        this.name = name;
        var components = type.getRecordComponents();
        this.columns =
                Arrays.stream(components)
                        .map(Table::column)
                        .collect(
                                Collectors.toMap(
                                        Column::name, c -> c, (a, _) -> a, LinkedHashMap::new));
        try {
            var types = Arrays.stream(components).map(RecordComponent::getType);
            this.constructor = type.getDeclaredConstructor(types.toArray(Class<?>[]::new));
            constructor.setAccessible(true);
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(type + " has no canonical constructor", e);
        }
    }

    public static <R extends Record> Table<R> of(String name, Class<R> row) {
        return new Table<>(name, row);
    }

    public Table<R> key(String... columnNames) {
        key = new Index(BY_KEY, true, named(columnNames));
        return this;
    }

    public Table<R> index(String indexName, String... columnNames) {
        return index(indexName, false, columnNames);
    }

    public Table<R> unique(String indexName, String... columnNames) {
        return index(indexName, true, columnNames);
    }

    private Table<R> index(String indexName, boolean unique, String... columnNames) {
        var index = new Index(indexName, unique, named(columnNames));
        if (indexName.isEmpty() || indexes.put(indexName, index) != null)
            throw new IllegalArgumentException("bad index name '" + indexName + "' in " + name);
        return this;
    }

    public String name() {
        return name;
    }

    public List<Column> columns() {
        return List.copyOf(columns.values());
    }

    public List<Index> indexes() {
        return List.copyOf(indexes.values());
    }

    public Index index(String indexName) {
        var index = indexName.equals(BY_KEY) ? key : indexes.get(indexName);
        if (index == null)
            throw new IllegalArgumentException("no index " + indexName + " in " + name);
        return index;
    }

    public Key keyOf(Record row) {
        return index(BY_KEY).in(row);
    }

    /// A row of these values, in the order of the columns.
    public R row(Object... values) {
        try {
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make a row of " + name, e);
        }
    }

    private List<Column> named(String... columnNames) {
        var list = new ArrayList<Column>();
        for (var columnName : columnNames) {
            var column = columns.get(columnName);
            if (column == null)
                throw new IllegalArgumentException("no component " + columnName + " in " + name);
            if (column.type() == List.class)
                throw new IllegalArgumentException(columnName + " is a list and gives no order");
            list.add(column);
        }
        return List.copyOf(list);
    }

    private static Column column(RecordComponent component) {
        if (!COLUMN_TYPES.contains(component.getType()))
            throw new IllegalArgumentException("no column can hold " + component);
        component.getAccessor().setAccessible(true);
        return new Column(component.getName(), component.getType(), component.getAccessor());
    }

    @Override
    public String toString() {
        return name;
    }
}
