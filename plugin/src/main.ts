console.log("0");
