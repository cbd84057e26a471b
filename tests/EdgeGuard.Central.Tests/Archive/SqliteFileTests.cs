using System;
using System.IO;
using Microsoft.Data.Sqlite;

namespace EdgeGuard.Central.Tests;

[TestClass]
public sealed class SqliteFileTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory("edgeguard-central-").FullName;

    private string FilePath => Path.Combine(_folder, "some.db");

    [TestCleanup]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void A_file_has_its_tables_once_it_was_opened_to_write_also_where_it_was_begun_before()
    {
        File.WriteAllBytes(FilePath, []);
        using (SqliteFile begun = SqliteFile.OpenToRead(FilePath)) Assert.IsFalse(begun.IsFilled);
        using (SqliteFile filled = Open(layout: 3)) Assert.AreEqual(1, filled.Run("INSERT INTO some VALUES(7)"));
        using (SqliteFile again = Open(layout: 3)) Assert.AreEqual(7, again.Number("SELECT n FROM some"));
        using SqliteFile read = SqliteFile.OpenToRead(FilePath);
        Assert.IsTrue(read.IsFilled);
    }

    [TestMethod]
    public void A_file_of_another_layout_is_not_taken_for_one_of_ours()
    {
        Open(layout: 3).Dispose();
        IOException refused = Assert.ThrowsExactly<IOException>(() => Open(layout: 2));
        Assert.AreEqual($"{FilePath} has layout 3, and this program knows 2", refused.Message);
    }

    [TestMethod]
    public void A_row_that_is_not_taken_is_told_and_the_next_one_is_stored()
    {
        using SqliteFile file = Open(layout: 3);
        file.Run("CREATE TABLE row(n INTEGER PRIMARY KEY, bytes BLOB NOT NULL)");
        PreparedRow row = file.RowsOf("INSERT INTO row VALUES($1, $2)");
        row.Run([1], [1, 2, 3]);
        SqliteException refused = Assert.ThrowsExactly<SqliteException>(() => row.Run([1], [4]));
        StringAssert.Contains(refused.Message, "UNIQUE constraint failed: row.n");
        row.Run([long.MinValue], []);
        Assert.AreEqual("010203", Convert.ToHexString((byte[])file.One("SELECT bytes FROM row WHERE n = 1")!));
        Assert.AreEqual(0, ((byte[])file.One("SELECT bytes FROM row WHERE n = $1", long.MinValue)!).Length);
    }

    private SqliteFile Open(int layout) =>
        SqliteFile.OpenToWrite(FilePath, layout, file => file.Run("CREATE TABLE some(n INTEGER NOT NULL)"));
}
