namespace EdgeGuard.Peers.Tests;

/// <summary>Every function code that the clients offer, allowed and refused by the policy of <see cref="Plant"/>.</summary>
internal static class Requests
{
    /// <summary>What libmodbus can ask.</summary>
    public static readonly PeerRequest[] OfLibmodbus =
    [
        new("1:0:8", "0100000008", true),
        new("2:0:8", "0200000008", true),
        new("3:40:2", "0300280002", true),
        new("4:0:2", "0400000002", true),
        new("5:3:1", "050003FF00", true),
        new("6:40:1500", "06002805DC", true),
        new("15:0:1,0,1", "0F000000030105", true),
        new("16:40:1,2,3", "10002800030600010002" + "0003", true),
        new("17", "11", true),
        new("22:50:242:37", "16003200F20025", true),
        new("23:0:2:40:7,8", "17000000020028000204" + "00070008", true),
        new("3:99:1", "0300630001", true),
        new("1:95:8", "01005F0008", false),
        new("2:100:1", "0200640001", false),
        new("3:99:2", "0300630002", false),
        new("4:100:1", "0400640001", false),
        new("5:10:1", "05000AFF00", false),
        new("6:40:1501", "06002805DD", false),
        new("6:39:1", "0600270001", false),
        new("15:8:1,0,1", "0F000800030105", false),
        new("16:40:1,1501", "1000280002040001" + "05DD", false),
        new("22:51:242:37", "16003300F20025", false),
        new("23:0:2:49:7,8", "17000000020031000204" + "00070008", false),
    ];

    /// <summary>What pymodbus can ask beyond that and the module can judge.</summary>
    public static readonly PeerRequest[] OfPymodbus =
    [
        .. OfLibmodbus,
        new("7", "07", true),
        new("8/0", "080000A537", true),
        new("43/14", "2B0E0100", true),
        new("8/1", "080001FF00", false),
        new("8/4", "0800040000", false),
        new("11", "0B", false),
        new("12", "0C", false),
        new("20:1:2:3", "140706000100020003", false),
        new("21:1:2:1", "1509060001000200010000", false),
        new("24:0", "180000", false),
    ];
}
