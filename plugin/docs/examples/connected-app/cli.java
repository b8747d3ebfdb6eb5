package example;

import com.pulumi.Pulumi;
import com.pulumi.stytch.ConnectedApp;
import com.pulumi.stytch.ConnectedAppArgs;
import com.pulumi.stytch.enums.ClientType;

public class App {
    public static void main(String[] args) {
        Pulumi.run(ctx -> {
            var cli = new ConnectedApp("cli", ConnectedAppArgs.builder()
                .clientType(ClientType.FirstPartyPublic)
                .redirectUrls("http://127.0.0.1/callback")
                .fullAccessAllowed(true)
                .build());

            ctx.export("clientId", cli.clientId());
        });
    }
}
