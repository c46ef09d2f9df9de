using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Spalt.Store;

/// <summary>
/// Inserts entities the way their database takes many rows fastest, with the columns and conversions that the model states. EF's own
/// saving tracks every row and costs several times as much; an import of a hundred thousand posts should not.
/// </summary>
internal static class BulkInsert
{
    public static async Task GiveIdsAsync<T>(SpaltDb db, IReadOnlyList<T> entities, CancellationToken cancel)
        where T : Entity
    {
        if (entities.Count == 0)
        {
            return;
        }

        var ids = await db.Database.ReserveIdsAsync(db, db.Model.FindEntityType(typeof(T))!.GetTableName()!, entities.Count, cancel);
        for (var i = 0; i < entities.Count; i++)
        {
            entities[i].Id = ids[i];
        }
    }

    public static async Task RunAsync<T>(SpaltDb db, IReadOnlyList<T> entities, CancellationToken cancel)
        where T : class
    {
        if (entities.Count == 0)
        {
            return;
        }

        var type = db.Model.FindEntityType(typeof(T))!;

        // A row that the database numbers itself is left to do so.
        var columns = type.GetProperties()
            .Where(p => entities[0] is Entity || p.ValueGenerated != ValueGenerated.OnAdd)
            .Select(p => new Column(p)).ToArray();
        await db.Database.InsertAsync(db, type.GetTableName()!, [.. columns.Select(c => c.Name)], Rows(columns, entities), cancel);
    }

    /// <summary>Each row's values as the database keeps them; the array is the same one every time.</summary>
    private static IEnumerable<object?[]> Rows<T>(Column[] columns, IReadOnlyList<T> entities)
        where T : class
    {
        var row = new object?[columns.Length];
        foreach (var entity in entities)
        {
            for (var i = 0; i < row.Length; i++)
            {
                row[i] = columns[i].Value(entity);
            }

            yield return row;
        }
    }

    private sealed class Column(IProperty property)
    {
        private readonly IClrPropertyGetter _getter = property.GetGetter();
        private readonly Func<object?, object?>? _convert = property.GetTypeMapping().Converter?.ConvertToProvider;

        public string Name { get; } = property.GetColumnName();

        public object? Value(object entity)
        {
            var value = _getter.GetClrValue(entity);
            return value is not null && _convert is not null ? _convert(value) : value;
        }
    }
}
