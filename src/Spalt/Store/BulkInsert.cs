using System.Data;
using System.Data.Common;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Spalt.Store;

/// <summary>
/// Inserts entities by prepared statements of many rows, with the columns and conversions that the model states. EF's own saving
/// tracks every row and costs several times as much; an import of a hundred thousand posts should not.
/// </summary>
internal static class BulkInsert
{
    public static async Task RunAsync<T>(SpaltDb db, IReadOnlyList<T> entities, CancellationToken cancel)
        where T : class
    {
        if (entities.Count == 0)
        {
            return;
        }

        var type = db.Model.FindEntityType(typeof(T))!;
        var table = type.GetTableName()!;
        if (entities[0] is Entity)
        {
            var ids = await db.Database.ReserveIdsAsync(db, table, entities.Count, cancel);
            for (var i = 0; i < entities.Count; i++)
            {
                ((Entity)(object)entities[i]).Id = ids[i];
            }
        }

        // A row that the database numbers itself is left to do so.
        var columns = type.GetProperties()
            .Where(p => entities[0] is Entity || p.ValueGenerated != ValueGenerated.OnAdd)
            .Select(p => new Column(p)).ToArray();
        var rows = Math.Clamp(db.Database.ParametersInOneInsert / columns.Length, 1, entities.Count);
        var whole = entities.Count / rows * rows;
        await WriteAsync(db, table, columns, entities, 0, whole, rows, cancel);
        await WriteAsync(db, table, columns, entities, whole, entities.Count, entities.Count - whole, cancel);
    }

    private static async Task WriteAsync<T>(
        SpaltDb db, string table, Column[] columns, IReadOnlyList<T> entities, int from, int to, int rows, CancellationToken cancel)
        where T : class
    {
        if (from == to)
        {
            return;
        }

        var facade = ((DbContext)db).Database;
        await using var command = facade.GetDbConnection().CreateCommand();
        command.Transaction = facade.CurrentTransaction!.GetDbTransaction();
        command.CommandText = Sql(table, columns, rows);
        var cells = new DbParameter[rows * columns.Length];
        for (var i = 0; i < cells.Length; i++)
        {
            var column = columns[i % columns.Length];
            cells[i] = column.Mapping.CreateParameter(command, "@p" + i, value: null, column.Property.IsNullable);
            command.Parameters.Add(cells[i]);
        }

        for (var row = from; row < to; row += rows)
        {
            for (var i = 0; i < cells.Length; i++)
            {
                cells[i].Value = columns[i % columns.Length].Value(entities[row + (i / columns.Length)]) ?? DBNull.Value;
            }

            if (row == from)
            {
                await command.PrepareAsync(cancel);
            }

            await command.ExecuteNonQueryAsync(cancel);
        }
    }

    private static string Sql(string table, Column[] columns, int rows)
    {
        var sql = new StringBuilder($"INSERT INTO {table} ({string.Join(", ", columns.Select(c => c.Name))}) VALUES ");
        for (var row = 0; row < rows; row++)
        {
            sql.Append(row == 0 ? "(" : ", (").AppendJoin(", ", Enumerable.Range(row * columns.Length, columns.Length).Select(i => "@p" + i)).Append(')');
        }

        return sql.ToString();
    }

    private sealed class Column(IProperty property)
    {
        public IProperty Property { get; } = property;

        public string Name { get; } = property.GetColumnName();

        public RelationalTypeMapping Mapping { get; } = property.GetRelationalTypeMapping();

        public object? Value(object entity)
        {
            var value = Property.GetGetter().GetClrValue(entity);
            return value is not null && Mapping.Converter is { } converter ? converter.ConvertToProvider(value) : value;
        }
    }
}
